package io.rtmkit.server.token;

import java.util.Base64;

/** Base64 as the dynamic keys use it. Stateless. */
final class Base64Text {
  private Base64Text() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Decodes strictly: the JDK ignores unused bits at the end, so two texts could mean the same. */
  static byte[] decode(String text) throws MalformedTokenException {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedTokenException("is not valid base64 after its first three characters");
    }
    if (!encode(bytes).equals(text)) {
      throw new MalformedTokenException("is not valid base64 after its first three characters");
    }
    return bytes;
  }
}
