package io.rtmkit.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes and compares secrets; comparing takes the same time whatever differs. Thread-safe. */
public final class Secrets {
  private static final int KEY_BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** Random hex digits. */
  static String hex(int digits) {
    byte[] bytes = new byte[digits / 2];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** A secret of 256 random bits, as 43 letters, digits, - and _. */
  static String newKey() {
    byte[] bytes = new byte[KEY_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What is kept of a secret: it has enough random bits that one round of SHA-256 hides it. */
  static String hash(String secret) {
    return HexFormat.of().formatHex(sha256(secret));
  }

  /** Whether both are the same, of whatever length. */
  public static boolean areEqual(String left, String right) {
    return MessageDigest.isEqual(sha256(left), sha256(right));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
