package io.rtmkit.server.redis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A Lua script that Redis runs as one step, and the name that Redis gives it. Immutable. */
public final class Script {
  private final byte[] text;
  private final byte[] hash;
  private final boolean writes;

  private Script(byte[] text, String hash, boolean writes) {
    this.text = text;
    this.hash = bytes(hash);
    this.writes = writes;
  }

  /**
   * A script whose outcome matters; repeating it does no harm.
   *
   * @param owner of the package in which the script lies
   * @param names of its files, without the ending; they are put together in this order
   */
  public static Script writing(Class<?> owner, String... names) {
    return load(owner, names, true);
  }

  /** The same for a script that only reads, or tidies up beside reading. */
  public static Script reading(Class<?> owner, String... names) {
    return load(owner, names, false);
  }

  private static Script load(Class<?> owner, String[] names, boolean writes) {
    try {
      ByteArrayOutputStream parts = new ByteArrayOutputStream();
      for (String name : names) {
        parts.write(read(owner, name));
      }
      byte[] text = parts.toByteArray();
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(text);
      return new Script(text, HexFormat.of().formatHex(hash), writes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] read(Class<?> owner, String name) throws IOException {
    try (InputStream in = owner.getResourceAsStream(name + ".lua")) {
      if (in == null) {
        throw new IllegalStateException("no script " + name);
      }
      return in.readAllBytes();
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

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] bytes(long number) {
    return bytes(Long.toString(number));
  }

  /** A text that a script returned. */
  public static String text(Object reply) {
    return new String((byte[]) reply, StandardCharsets.UTF_8);
  }
}
