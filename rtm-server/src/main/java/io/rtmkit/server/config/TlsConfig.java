package io.rtmkit.server.config;

/**
 * The server's certificate chain and private key, as paths of PEM files; both empty without TLS.
 * Immutable.
 */
public record TlsConfig(String certificate, String key) {
  public TlsConfig {
    if (certificate.isEmpty() != key.isEmpty()) {
      throw new ConfigException(
          certificate.isEmpty() ? "tls.certificate" : "tls.key",
          "is empty, tls.certificate and tls.key go together: give both or none");
    }
    if (!certificate.isEmpty()) {
      Checks.readableFile("tls.certificate", certificate);
      Checks.readableFile("tls.key", key);
    }
  }

  public boolean isEnabled() {
    return !certificate.isEmpty();
  }
}
