package io.rtmkit.server.redis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A Lua script that Redis runs as one step, and the name that Redis gives it. Immutable. */
public final class Script {
  /** Lets tests give scripts another time than that of Redis; null everywhere else. */
  static volatile @Nullable Rewriting rewriting;

  private final Class<?> owner;
  private final byte[] text;
  private final byte[] hash;
  private final Effect effect;

  private Script(Class<?> owner, byte[] text, Effect effect) {
    this.owner = owner;
    this.text = text;
    this.hash = hash(text);
    this.effect = effect;
  }

  private enum Effect {
    READS,
    WRITES,
    STORES
  }

  /** What is made of a script before Redis gets it. */
  @FunctionalInterface
  interface Rewriting {
    String rewrite(Class<?> owner, String text);
  }

  /**
   * A script whose outcome matters; repeating it does no harm.
   *
   * @param owner of the package in which the script lies
   * @param names of its files, without the ending; they are put together in this order
   */
  public static Script writing(Class<?> owner, String... names) {
    return load(owner, names, Effect.WRITES);
  }

  /**
   * The same for a script after which something counts as stored. Each run writes, also of one that
   * was run before: so whoever has what the last run wrote has all.
   */
  public static Script storing(Class<?> owner, String... names) {
    return load(owner, names, Effect.STORES);
  }

  /** The same for a script that only reads, or tidies up beside reading. */
  public static Script reading(Class<?> owner, String... names) {
    return load(owner, names, Effect.READS);
  }

  private static Script load(Class<?> owner, String[] names, Effect effect) {
    try {
      ByteArrayOutputStream parts = new ByteArrayOutputStream();
      for (String name : names) {
        parts.write(read(owner, name));
      }
      return new Script(owner, parts.toByteArray(), effect);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] hash(byte[] text) {
    try {
      return bytes(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text)));
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
    Rewriting present = rewriting;
    return present == null ? text : bytes(present.rewrite(owner, text(text)));
  }

  /** What Redis calls it. */
  byte[] hash() {
    return rewriting == null ? hash : hash(text());
  }

  /** Whether it matters that it was done; otherwise a failure is just a failure. */
  boolean writes() {
    return effect != Effect.READS;
  }

  /** Whether something counts as stored when it was done. */
  boolean stores() {
    return effect == Effect.STORES;
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
