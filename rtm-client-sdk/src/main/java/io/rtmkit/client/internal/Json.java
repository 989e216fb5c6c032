package io.rtmkit.client.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A strict reader of one flat JSON object (RFC 8259). Strings become String, numbers Double,
 * booleans Boolean; null and nested values are checked and left out. Stateless.
 */
final class Json {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_CHARS = 64 * 1024;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException if the text is anything else; the message says where
   */
  static Map<String, Object> parseObject(String text) {
    if (text.length() > MAX_CHARS) {
      throw new IllegalArgumentException("JSON of more than " + MAX_CHARS + " characters");
    }
    Json json = new Json(text);
    json.skipSpace();
    Map<String, Object> object = json.object(0);
    json.skipSpace();
    if (json.at < text.length()) {
      throw json.unexpected();
    }
    return object;
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> entries = new LinkedHashMap<>();
    expect('{');
    if (skipSpaceAndTake('}')) {
      return entries;
    }
    do {
      skipSpace();
      String key = string();
      skipSpace();
      expect(':');
      Object value = value(depth);
      if (value != null) {
        entries.put(key, value);
      }
    } while (skipSpaceAndTake(','));
    expect('}');
    return entries;
  }

  private @Nullable Object value(int depth) {
    if (depth >= MAX_DEPTH) {
      throw new IllegalArgumentException("JSON nested more than " + MAX_DEPTH + " deep");
    }
    skipSpace();
    switch (peek()) {
      case '"':
        return string();
      case '{':
        object(depth + 1);
        return null;
      case '[':
        array(depth + 1);
        return null;
      case 't':
        return word("true", true);
      case 'f':
        return word("false", false);
      case 'n':
        return word("null", null);
      default:
        return number();
    }
  }

  private void array(int depth) {
    expect('[');
    if (skipSpaceAndTake(']')) {
      return;
    }
    do {
      value(depth);
    } while (skipSpaceAndTake(','));
    expect(']');
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw unexpected();
    }
    at += word.length();
    return value;
  }

  private Double number() {
    int start = at;
    take('-');
    if (!take('0')) {
      digits();
    }
    if (take('.')) {
      digits();
    }
    if (take('e') || take('E')) {
      if (!take('-')) {
        take('+');
      }
      digits();
    }
    return Double.valueOf(text.substring(start, at));
  }

  private void digits() {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == start) {
      throw unexpected();
    }
  }

  private String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (!take('"')) {
      char c = peek();
      if (c < ' ') {
        throw unexpected();
      }
      at++;
      value.append(c == '\\' ? escape() : c);
    }
    return value.toString();
  }

  private char escape() {
    char c = peek();
    at++;
    switch (c) {
      case '"':
      case '\\':
      case '/':
        return c;
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
        return unicode();
      default:
        at--;
        throw unexpected();
    }
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0 || peek() > 'f') {
        throw unexpected();
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  private boolean skipSpaceAndTake(char c) {
    skipSpace();
    return take(c);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean take(char c) {
    boolean there = peek() == c;
    if (there) {
      at++;
    }
    return there;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw unexpected();
    }
  }

  // The NUL character cannot stand in JSON, so it serves as the end.
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("JSON not valid at character " + (at + 1));
  }
}
