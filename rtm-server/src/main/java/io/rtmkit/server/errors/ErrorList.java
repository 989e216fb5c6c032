package io.rtmkit.server.errors;

import java.util.List;

/**
 * The error codes of one operation, explained. Immutable.
 *
 * @param name as in the schema, like "LoginError"
 * @param title the operation, for a person
 */
public record ErrorList(String name, String title, List<ErrorText> codes) {
  public ErrorList {
    codes = List.copyOf(codes);
  }
}
