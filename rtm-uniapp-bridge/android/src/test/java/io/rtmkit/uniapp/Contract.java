package io.rtmkit.uniapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONArray;
import com.alibaba.fastjson.JSONObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** contract.json: compares answers and events with it, key by key and JSON type by JSON type. */
final class Contract {
  private static final JSONObject CONTRACT = read();

  private Contract() {}

  /** The names of all functions. */
  static Set<String> functions() {
    Set<String> names = new TreeSet<>(CONTRACT.getJSONObject("functions").keySet());
    names.addAll(CONTRACT.getJSONObject("functionsBesides").keySet());
    return names;
  }

  /** The names of the events that the vendor documents. */
  static Set<String> documentedEvents() {
    return new TreeSet<>(CONTRACT.getJSONObject("events").keySet());
  }

  /** The names of all events. */
  static Set<String> events() {
    Set<String> names = documentedEvents();
    names.addAll(CONTRACT.getJSONObject("eventsBesides").keySet());
    return names;
  }

  /** Calls with odd options: the function, the options, the code of the answer. */
  static List<JSONArray> answers() {
    return CONTRACT.getJSONArray("answers").toJavaList(JSONArray.class);
  }

  /** Compares the answer of a function, whether it succeeded or failed. */
  static JSONObject checkAnswer(String function, Object answer) {
    JSONObject expected = find("functions", "functionsBesides", function);
    JSONObject shape = new JSONObject(expected.getJSONObject("shape"));
    shape.putAll(expected.getJSONObject("adds"));
    compare(function, shape, answer);
    return (JSONObject) answer;
  }

  /** Compares an event. */
  static JSONObject checkEvent(Object event) {
    String name = ((JSONObject) event).getString("rtmEvent");
    JSONObject expected = find("events", "eventsBesides", name);
    JSONObject shape = new JSONObject(expected.getJSONObject("shape"));
    shape.putAll(expected.getJSONObject("adds"));
    compare(name, shape, event);
    return (JSONObject) event;
  }

  private static JSONObject find(String section, String besides, String name) {
    JSONObject found = CONTRACT.getJSONObject(section).getJSONObject(name);
    found = found == null ? CONTRACT.getJSONObject(besides).getJSONObject(name) : found;
    assertThat(found).as("%s is in the contract", name).isNotNull();
    return found;
  }

  private static void compare(String path, Object expected, Object actual) {
    if (path.endsWith(".value") && actual != null) {
      // An attribute's, of any kind.
      return;
    }
    assertThat(kind(actual)).as("%s = %s", path, actual).isEqualTo(kind(expected));
    if (expected instanceof Map) {
      Map<?, ?> shape = (Map<?, ?>) expected;
      Map<?, ?> object = (Map<?, ?>) actual;
      boolean anyKeys = path.endsWith("Attributes") || path.endsWith("AttributesList");
      if (!(anyKeys && object.isEmpty())) {
        assertThat(object.keySet()).as(path).isEqualTo(shape.keySet());
        object.forEach((key, value) -> compare(path + "." + key, shape.get(key), value));
      }
    } else if (expected instanceof List) {
      for (Object each : (List<?>) actual) {
        compare(path + "[]", ((List<?>) expected).get(0), each);
      }
    }
  }

  private static String kind(Object value) {
    if (value instanceof Number) {
      return "number";
    }
    if (value instanceof List) {
      return "list";
    }
    return value instanceof Map ? "object" : value == null ? "null" : value.getClass().getName();
  }

  private static JSONObject read() {
    try {
      return JSON.parseObject(Files.readString(Path.of("..", "contract.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
