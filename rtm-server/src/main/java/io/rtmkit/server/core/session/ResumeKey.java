package io.rtmkit.server.core.session;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** What a client shows to resume a session; only that client and the server know it. Immutable. */
public record ResumeKey(String sessionId, ByteString secret) {
  private static final int ID_BYTES = 12;
  private static final int SECRET_BYTES = 16;

  static ResumeKey random(SecureRandom random) {
    byte[] bytes = new byte[ID_BYTES + SECRET_BYTES];
    random.nextBytes(bytes); // once for both: each call costs a system call
    byte[] id = Arrays.copyOf(bytes, ID_BYTES);
    return new ResumeKey(
        Base64.getUrlEncoder().withoutPadding().encodeToString(id),
        ByteString.copyFrom(bytes, ID_BYTES, SECRET_BYTES));
  }

  /** Whether the other is the same; the secrets are compared in constant time. */
  public boolean matches(ResumeKey other) {
    return MessageDigest.isEqual(secret.toByteArray(), other.secret.toByteArray())
        && sessionId.equals(other.sessionId);
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return sessionId;
  }
}
