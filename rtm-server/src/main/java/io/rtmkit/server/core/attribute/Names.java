package io.rtmkit.server.core.attribute;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the keys of attributes and the names of locks. Every check answers null for a good
 * name and otherwise a sentence that names the field and the rule it breaks. Stateless.
 */
public final class Names {
  private Names() {}

  /** A name is not empty and has visible characters only; spaces may stand among them. */
  public static @Nullable String findCharacterProblem(String field, String name) {
    if (name.isEmpty()) {
      return field + ": is empty";
    }
    if (name.isBlank()) {
      return field + ": is blank";
    }
    int position = 1;
    for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
      int character = name.codePointAt(i);
      if (character != ' ' && !isVisible(character)) {
        return field + ": character " + position + " is not visible (code " + character + ")";
      }
      position++;
    }
    return null;
  }

  /** A name has at most this many bytes of UTF-8. */
  public static @Nullable String findSizeProblem(String field, String name, int maxBytes) {
    return findSizeProblem(field, ByteString.copyFromUtf8(name), maxBytes);
  }

  /** The same for a text that is still in UTF-8. */
  public static @Nullable String findSizeProblem(String field, ByteString text, int maxBytes) {
    int bytes = text.size();
    return bytes > maxBytes
        ? field + ": has " + bytes + " bytes, at most " + maxBytes + " are allowed"
        : null;
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
