package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.ThreadLocalRandom;

/** What all answers to the vendors' calls have in common. Stateless. */
final class VendorAnswers {
  private VendorAnswers() {}

  static ObjectNode success() {
    return answer("success");
  }

  static ObjectNode failed() {
    return answer("failed");
  }

  private static ObjectNode answer(String result) {
    return Json.object()
        .put("result", result)
        .put("request_id", Long.toUnsignedString(ThreadLocalRandom.current().nextLong()));
  }

  /** A refusal, with the members that the vendors' clients read and those of a problem document. */
  static ApiResponse problem(ApiException problem) {
    ObjectNode body = ApiResponse.describe(problem);
    body.setAll(failed());
    return new ApiResponse(problem.status(), "application/problem+json", body.toString());
  }
}
