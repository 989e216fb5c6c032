package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes one answer of those of several servers. Stateless. */
@FunctionalInterface
interface Merge {
  /**
   * One answer of at least two.
   *
   * @param bodies the first is of the server that was asked
   */
  ObjectNode merge(List<ObjectNode> bodies, ApiRequest request);

  /** Pieces of a sorted list, as {@link Pages} makes them; what two servers know comes once. */
  static Merge pages(String name) {
    return (bodies, request) -> {
      Map<String, JsonNode> byId = new TreeMap<>();
      all(name, bodies).forEach(node -> byId.putIfAbsent(node.path("id").asText(), node));
      boolean more = bodies.stream().anyMatch(body -> body.path("more").asBoolean());
      int limit = Pages.limit(request);
      ObjectNode page = Json.object();
      ArrayNode list = page.putArray(name);
      byId.values().stream().limit(limit).forEach(list::add);
      return page.put("more", more || byId.size() > limit);
    };
  }

  /** Lists without an order; what two servers know alike comes once. */
  static Merge lists(String name, String... keys) {
    return (bodies, request) -> {
      Map<String, JsonNode> byKey = new LinkedHashMap<>();
      all(name, bodies).forEach(node -> byKey.putIfAbsent(key(node, keys), node));
      ObjectNode whole = Json.object();
      byKey.values().forEach(whole.putArray(name)::add);
      return whole;
    };
  }

  /** Lists by the time of their elements; the other members are of the server that was asked. */
  static Merge byTime(String name, String time) {
    return (bodies, request) -> {
      List<JsonNode> sorted =
          all(name, bodies)
              .sorted(Comparator.comparingLong(node -> node.path(time).asLong()))
              .toList();
      ObjectNode whole = bodies.get(0);
      sorted.forEach(whole.putArray(name)::add);
      return whole;
    };
  }

  /** Numbers. */
  static Merge sum(String name) {
    return (bodies, request) ->
        Json.object().put(name, bodies.stream().mapToLong(body -> body.path(name).asLong()).sum());
  }

  private static Stream<JsonNode> all(String name, List<ObjectNode> bodies) {
    return bodies.stream().flatMap(body -> body.path(name).valueStream());
  }

  private static String key(JsonNode node, String... keys) {
    ArrayNode key = Json.object().arrayNode();
    for (String each : keys) {
      key.add(node.path(each));
    }
    return key.toString();
  }
}
