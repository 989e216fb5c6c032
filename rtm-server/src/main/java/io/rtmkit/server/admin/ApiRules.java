package io.rtmkit.server.admin;

import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.server.handler.Contents;
import org.jspecify.annotations.Nullable;

/** Rules that the OpenAPI document cannot say. Stateless. */
final class ApiRules {
  private ApiRules() {}

  /**
   * Checks the id of a user in a field.
   *
   * @throws ApiException if it is none
   */
  static void checkUser(String field, String userId) {
    reject(field, Ids.findUserIdProblem(field, userId));
  }

  static void checkChannel(String field, String channelId) {
    reject(field, Ids.findChannelIdProblem(field, channelId));
  }

  /** Checks a message that came in a field. */
  static void checkContent(String field, Content content, int maxBytes) {
    String problem = Contents.findProblem(content, maxBytes);
    reject(field, problem == null ? null : field + ": " + problem);
  }

  /** Refuses a field if there is a problem. */
  static void reject(String field, @Nullable String problem) {
    if (problem != null) {
      throw ApiException.badField(field, problem);
    }
  }
}
