package io.rtmkit.server.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A Lua script that Redis runs as one step, and the name that Redis gives it. Immutable. */
final class Script {
  private final byte[] text;
  private final byte[] hash;
  private final boolean writes;

  private Script(byte[] text, String hash, boolean writes) {
    this.text = text;
    this.hash = bytes(hash);
    this.writes = writes;
  }

  /** A script whose outcome matters; repeating it does no harm. */
  static Script writing(String name) {
    return load(name, true);
  }

  /** A script that only reads, or tidies up beside reading. */
  static Script reading(String name) {
    return load(name, false);
  }

  private static Script load(String name, boolean writes) {
    try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
      if (in == null) {
        throw new IllegalStateException("no script " + name);
      }
      byte[] text = in.readAllBytes();
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(text);
      return new Script(text, HexFormat.of().formatHex(hash), writes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] text() {
    return text;
  }

  /** What Redis calls it. */
  byte[] hash() {
    return hash;
  }

  /** Whether it matters that it was done; otherwise a failure is just a failure. */
  boolean writes() {
    return writes;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] bytes(long number) {
    return bytes(Long.toString(number));
  }

  /** A text that a script returned. */
  static String text(Object reply) {
    return new String((byte[]) reply, StandardCharsets.UTF_8);
  }
}
