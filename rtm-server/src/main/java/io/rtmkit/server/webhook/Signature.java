package io.rtmkit.server.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as Standard Webhooks 1.0 says: HMAC-SHA256 over {@code id.timestamp.body}, in
 * Base64 behind "v1,". Immutable.
 */
final class Signature {
  static final String ID_HEADER = "webhook-id";
  static final String TIMESTAMP_HEADER = "webhook-timestamp";
  static final String SIGNATURE_HEADER = "webhook-signature";

  /** In front of a secret that is Base64. */
  private static final String ENCODED = "whsec_";

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /** Takes a secret: Base64 behind "whsec_", or any text, which is then the key as it stands. */
  Signature(String secret) {
    byte[] bytes =
        secret.startsWith(ENCODED)
            ? Base64.getDecoder().decode(secret.substring(ENCODED.length()))
            : secret.getBytes(StandardCharsets.UTF_8);
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  String sign(String id, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
