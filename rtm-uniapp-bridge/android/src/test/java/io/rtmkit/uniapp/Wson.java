package io.rtmkit.uniapp;

import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONArray;
import com.alibaba.fastjson.JSONObject;
import java.util.List;
import java.util.Map;

/**
 * The way of answers and events to JavaScript. The host's own encoding drops entries that are null
 * and changes whatever is not listed here, so this one refuses both.
 */
final class Wson {
  private static final long MAX_SAFE = (1L << 53) - 1;

  private Wson() {}

  static String toJson(Object data) {
    return JSON.toJSONString(checked("", data));
  }

  private static Object checked(String path, Object value) {
    if (value instanceof Map) {
      JSONObject copy = new JSONObject();
      ((Map<?, ?>) value)
          .forEach((key, each) -> copy.put((String) key, checked(path + "." + key, each)));
      return copy;
    }
    if (value instanceof List) {
      JSONArray copy = new JSONArray();
      ((List<?>) value).forEach(each -> copy.add(checked(path + "[]", each)));
      return copy;
    }
    boolean safe = value instanceof Long number && Math.abs(number) <= MAX_SAFE;
    if (safe
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Double) {
      return value;
    }
    throw new AssertionError(path + " does not cross to JavaScript: " + value);
  }
}
