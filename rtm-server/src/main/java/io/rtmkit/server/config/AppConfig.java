package io.rtmkit.server.config;

import io.rtmkit.protocol.Ids;
import java.security.PublicKey;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One application and how its tokens are checked. With neither certificate nor key it is open: any
 * token logs in. Immutable.
 *
 * @param id 32 visible ASCII characters
 * @param certificate 32 hex digits, the secret of tokens 006, 007 and of HS256; empty for none
 * @param jwtPublicKey RSA or EC (P-256) key of JWTs
 */
public record AppConfig(String id, String certificate, @Nullable PublicKey jwtPublicKey) {
  private static final Pattern CERTIFICATE = Pattern.compile("[0-9A-Fa-f]{32}");

  public AppConfig {
    String problem = Ids.findAppIdProblem("apps.id", id);
    if (problem != null) {
      throw new ConfigException(problem);
    }
    if (!certificate.isEmpty() && !isCertificate(certificate)) {
      throw new ConfigException("apps.certificate", "must be 32 hex digits");
    }
  }

  /** An app that takes any token. */
  public static AppConfig open(String id) {
    return new AppConfig(id, "", null);
  }

  /** An app whose tokens are made with a certificate. */
  public static AppConfig withCertificate(String id, String certificate) {
    return new AppConfig(id, certificate, null);
  }

  /** An app whose tokens are JWTs signed with a private key. */
  public static AppConfig withPublicKey(String id, PublicKey key) {
    return new AppConfig(id, "", key);
  }

  /** Whether any token logs in. */
  public boolean isOpen() {
    return certificate.isEmpty() && jwtPublicKey == null;
  }

  static boolean isCertificate(String text) {
    return CERTIFICATE.matcher(text).matches();
  }

  /** Never shows the certificate: configurations end up in logs. */
  @Override
  public String toString() {
    return "AppConfig[id="
        + id
        + (certificate.isEmpty() ? "" : ", certificate=(secret)")
        + (jwtPublicKey == null ? "" : ", jwtPublicKey=" + jwtPublicKey.getAlgorithm())
        + "]";
  }
}
