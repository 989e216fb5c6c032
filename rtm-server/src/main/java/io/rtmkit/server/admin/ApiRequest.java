package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.core.session.UserKey;
import java.util.Map;
import java.util.Objects;

/**
 * A request whose caller is known and whose parts have been checked. Immutable.
 *
 * @param path the variables of the path
 * @param query the parameters of the query with the types of the OpenAPI document
 * @param body the body; an empty object if the route takes none
 */
record ApiRequest(Caller caller, Map<String, String> path, ObjectNode query, JsonNode body) {
  /** The app in the path. */
  String appId() {
    return variable("app");
  }

  /** The user in the path. */
  UserKey user() {
    return new UserKey(appId(), variable("user"));
  }

  String variable(String name) {
    return Objects.requireNonNull(path.get(name), name);
  }

  /** A text of the body; empty if it is not there. */
  String text(String field) {
    return body.path(field).asText("");
  }

  /** A flag of the body; off if it is not there. */
  boolean flag(String field) {
    return body.path(field).asBoolean(false);
  }

  /** A text of the query; empty if it is not there. */
  String queryText(String name) {
    return query.path(name).asText("");
  }

  int queryInt(String name, int otherwise) {
    return query.path(name).asInt(otherwise);
  }
}
