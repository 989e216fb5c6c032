package io.rtmkit.client.internal;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The rules for texts that more than one family has. Every check answers null for a good text and
 * otherwise a sentence that names the field and the rule it breaks. Stateless.
 */
final class FieldRules {
  private FieldRules() {}

  /** Bytes of UTF-8. */
  static int bytes(String text) {
    return ByteString.copyFromUtf8(text).size();
  }

  /** A name, be it of an attribute or of a lock, has visible characters and is not empty. */
  static @Nullable String findNameProblem(String field, @Nullable String name) {
    if (name == null || name.isEmpty()) {
      return field + ": is empty";
    }
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i))) {
        return field + ": character " + (i + 1) + " is a control character";
      }
    }
    return null;
  }

  static @Nullable String findSizeProblem(String field, String text, int maxBytes) {
    int bytes = bytes(text);
    return bytes > maxBytes
        ? field + ": has " + bytes + " bytes, at most " + maxBytes + " are allowed"
        : null;
  }
}
