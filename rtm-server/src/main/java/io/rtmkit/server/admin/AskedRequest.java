package io.rtmkit.server.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.core.port.StoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A request as one server sends it to another, and the answer to it, as JSON. Immutable. */
record AskedRequest(String operation, ApiRequest request) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static String write(String operation, ApiRequest request) {
    ObjectNode node = Json.object().put("operation", operation);
    ObjectNode path = node.putObject("path");
    request.path().forEach(path::put);
    node.set("query", request.query());
    node.set("body", request.body());
    return node.toString();
  }

  /** Fails if it is none. Who asked has been checked where the request came in. */
  static CompletableFuture<AskedRequest> read(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      Map<String, String> path = new HashMap<>();
      node.path("path")
          .properties()
          .forEach(each -> path.put(each.getKey(), each.getValue().asText()));
      ObjectNode query =
          node.path("query").isObject() ? (ObjectNode) node.path("query") : Json.object();
      ApiRequest request =
          new ApiRequest(new Caller.Operator(), Map.copyOf(path), query, node.path("body"));
      return CompletableFuture.completedFuture(
          new AskedRequest(node.path("operation").asText(), request));
    } catch (JsonProcessingException e) {
      return CompletableFuture.failedFuture(ApiException.of(400, "what a server asked is no JSON"));
    }
  }

  static String write(ApiResponse response) {
    return Json.object()
        .put("status", response.status())
        .put("type", response.contentType())
        .put("body", response.body())
        .toString();
  }

  /** Ends the future with what another server answered. */
  static void complete(CompletableFuture<ApiResponse> answered, String text) {
    try {
      JsonNode node = JSON.readTree(text);
      answered.complete(
          new ApiResponse(
              node.path("status").asInt(500),
              node.path("type").asText(),
              node.path("body").asText()));
    } catch (JsonProcessingException e) {
      answered.completeExceptionally(StoreException.unknown("the answer is no JSON", e));
    }
  }

  /** The JSON of an answer; empty if it is none. */
  static ObjectNode body(ApiResponse response) {
    try {
      return JSON.readTree(response.body()) instanceof ObjectNode body ? body : Json.object();
    } catch (JsonProcessingException e) {
      return Json.object();
    }
  }
}
