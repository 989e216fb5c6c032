package io.rtmkit.server.redis;

/**
 * Ids as parts of names: without the characters that separate parts or mark what lies in one place.
 * Stateless.
 */
public final class KeyText {
  private KeyText() {}

  public static String escape(String id) {
    if (id.indexOf('%') < 0 && id.indexOf(':') < 0 && id.indexOf('{') < 0 && id.indexOf('}') < 0) {
      return id;
    }
    return id.replace("%", "%25").replace(":", "%3a").replace("{", "%7b").replace("}", "%7d");
  }

  /** The id that was escaped so. */
  public static String unescape(String part) {
    return part.indexOf('%') < 0
        ? part
        : part.replace("%7d", "}").replace("%7b", "{").replace("%3a", ":").replace("%25", "%");
  }
}
