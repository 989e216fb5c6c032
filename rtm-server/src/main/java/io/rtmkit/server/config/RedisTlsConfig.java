package io.rtmkit.server.config;

/**
 * What TLS to Redis needs beside the URI, as paths of PEM files. Immutable.
 *
 * @param ca certificates that are trusted; empty for those that Java trusts
 * @param certificate of this server, if Redis wants one; empty otherwise
 * @param key that belongs to it; empty without certificate
 */
public record RedisTlsConfig(String ca, String certificate, String key) {
  /** Nothing: what Java trusts is trusted, and Redis gets no certificate. */
  public static final RedisTlsConfig NONE = new RedisTlsConfig("", "", "");

  static final String PREFIX = "store.redis.tls-";
  private static final String CA = PREFIX + "ca";
  private static final String CERTIFICATE = PREFIX + "certificate";
  private static final String KEY = PREFIX + "key";

  public RedisTlsConfig {
    if (certificate.isEmpty() != key.isEmpty()) {
      throw new ConfigException(
          certificate.isEmpty() ? CERTIFICATE : KEY,
          "is empty, " + CERTIFICATE + " and " + KEY + " go together: give both or none");
    }
    if (!ca.isEmpty()) {
      Checks.readableFile(CA, ca);
    }
    if (!certificate.isEmpty()) {
      Checks.readableFile(CERTIFICATE, certificate);
      Checks.readableFile(KEY, key);
    }
  }

  /** The key of a setting that is not empty; empty if there is none. */
  String firstKey() {
    if (!ca.isEmpty()) {
      return CA;
    }
    return certificate.isEmpty() ? "" : CERTIFICATE;
  }
}
