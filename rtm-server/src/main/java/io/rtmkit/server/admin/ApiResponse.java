package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertow.util.StatusCodes;

/** What a request is answered with. Immutable. */
record ApiResponse(int status, String contentType, String body) {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  static ApiResponse json(JsonNode body) {
    return json(200, body);
  }

  static ApiResponse json(int status, JsonNode body) {
    return new ApiResponse(status, JSON, body.toString());
  }

  static ApiResponse noContent() {
    return new ApiResponse(204, "", "");
  }

  static ApiResponse text(String contentType, String text) {
    return new ApiResponse(200, contentType, text);
  }

  /** A problem document. */
  static ApiResponse problem(ApiException problem) {
    return new ApiResponse(problem.status(), PROBLEM, describe(problem).toString());
  }

  /** The members of a problem document. */
  static ObjectNode describe(ApiException problem) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("title", StatusCodes.getReason(problem.status()));
    body.put("status", problem.status());
    body.put("detail", problem.detail());
    if (!problem.field().isEmpty()) {
      body.put("field", problem.field());
    }
    return body;
  }
}
