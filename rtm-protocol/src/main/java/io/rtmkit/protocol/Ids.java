package io.rtmkit.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The rules for app, user and channel ids, in the one place where client and server look them up.
 * Every check answers null for a good id and otherwise a sentence that names the field and the rule
 * it breaks. Stateless.
 */
public final class Ids {
  private static final boolean[] ALLOWED = new boolean[128];

  static {
    String punctuation = " !#$%&()+-:;<=.>?@[]^_{}|~,";
    for (char c = 'a'; c <= 'z'; c++) {
      ALLOWED[c] = true;
      ALLOWED[Character.toUpperCase(c)] = true;
    }
    for (char c = '0'; c <= '9'; c++) {
      ALLOWED[c] = true;
    }
    for (int i = 0; i < punctuation.length(); i++) {
      ALLOWED[punctuation.charAt(i)] = true;
    }
  }

  private Ids() {}

  /**
   * Checks a user id: 1 to 64 characters out of letters, digits, space and {@code
   * !#$%&()+-:;<=.>?@[]^_{}|~,}; not the literal "null".
   *
   * @param field what the caller named the argument, for the answer
   * @return null if the id is good, otherwise what is wrong
   */
  public static @Nullable String findUserIdProblem(String field, @Nullable String id) {
    return findProblem(field, id, Limits.USER_ID_BYTES);
  }

  /** Checks a channel id; the rules are those of user ids. */
  public static @Nullable String findChannelIdProblem(String field, @Nullable String id) {
    return findProblem(field, id, Limits.CHANNEL_ID_BYTES);
  }

  /** Checks an app id: exactly 32 visible ASCII characters. */
  public static @Nullable String findAppIdProblem(String field, @Nullable String id) {
    if (id == null || id.isEmpty()) {
      return field + ": is empty";
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c <= ' ' || c > '~') {
        return field + ": character " + (i + 1) + " is not a visible ASCII character";
      }
    }
    if (id.length() != Limits.APP_ID_LENGTH) {
      return field + ": has " + id.length() + " characters, must have " + Limits.APP_ID_LENGTH;
    }
    return null;
  }

  private static @Nullable String findProblem(String field, @Nullable String id, int maxBytes) {
    if (id == null || id.isEmpty()) {
      return field + ": is empty";
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c >= ALLOWED.length || !ALLOWED[c]) {
        return field + ": character " + (i + 1) + " is not allowed (" + describe(c) + ")";
      }
    }
    // Only ASCII gets here, so characters are bytes.
    if (id.length() > maxBytes) {
      return field + ": has " + id.length() + " bytes, at most " + maxBytes + " are allowed";
    }
    if (id.equals("null")) {
      return field + ": may not be the word null";
    }
    return null;
  }

  private static String describe(char c) {
    return c > ' ' && c <= '~' ? "'" + c + "'" : "code " + (int) c;
  }
}
