package io.rtmkit.server.core.session;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** What a client shows to resume a session; only that client and the server know it. Immutable. */
public record ResumeKey(String sessionId, ByteString secret) {
  private static final int ID_BYTES = 12;
  private static final int SECRET_BYTES = 16;

  static ResumeKey random(SecureRandom random) {
    byte[] id = new byte[ID_BYTES];
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(id);
    random.nextBytes(secret);
    return new ResumeKey(
        Base64.getUrlEncoder().withoutPadding().encodeToString(id), ByteString.copyFrom(secret));
  }

  /** Whether the other is the same; the secrets are compared in constant time. */
  boolean matches(ResumeKey other) {
    return MessageDigest.isEqual(secret.toByteArray(), other.secret.toByteArray())
        && sessionId.equals(other.sessionId);
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return sessionId;
  }
}
