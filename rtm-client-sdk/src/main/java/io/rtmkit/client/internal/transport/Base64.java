package io.rtmkit.client.internal.transport;

/** Base64 with padding; Android has java.util.Base64 only from API level 26 on. Stateless. */
public final class Base64 {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private Base64() {}

  /** The text of these bytes. */
  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 3) {
      int left = bytes.length - i;
      int group =
          (bytes[i] & 0xff) << 16
              | (left > 1 ? (bytes[i + 1] & 0xff) << 8 : 0)
              | (left > 2 ? bytes[i + 2] & 0xff : 0);
      text.append(ALPHABET.charAt(group >> 18 & 63)).append(ALPHABET.charAt(group >> 12 & 63));
      text.append(left > 1 ? ALPHABET.charAt(group >> 6 & 63) : '=');
      text.append(left > 2 ? ALPHABET.charAt(group & 63) : '=');
    }
    return text.toString();
  }
}
