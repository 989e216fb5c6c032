package io.rtmkit.server.token;

import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The kinds of token. */
public enum TokenFormat {
  /** The older dynamic key. */
  V006("006", Duration.ofHours(24)),
  /** The newer dynamic key. */
  V007("007", Duration.ofHours(24)),
  /** A JSON Web Token signed with the certificate (HS256). */
  JWT("jwt", Duration.ofDays(3650));

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String label;
  private final Duration longestLifetime;

  TokenFormat(String label, Duration longestLifetime) {
    this.label = label;
    this.longestLifetime = longestLifetime;
  }

  /** "006", "007" or "jwt". */
  public String label() {
    return label;
  }

  /** A server takes no token for longer than this. */
  public Duration longestLifetime() {
    return longestLifetime;
  }

  /** Makes a token. */
  public String build(TokenGrant grant, String certificate) {
    return switch (this) {
      case V006 -> DynamicKey006.build(grant, certificate, RANDOM.nextInt());
      case V007 -> DynamicKey007.build(grant, certificate, RANDOM.nextInt());
      case JWT -> JsonWebToken.build(grant, certificate);
    };
  }

  /** The kind that a token looks like, or null. */
  static @Nullable TokenFormat findByShape(String token) {
    if (token.startsWith(DynamicKey006.PREFIX)) {
      return V006;
    }
    if (token.startsWith(DynamicKey007.PREFIX)) {
      return V007;
    }
    return token.chars().filter(c -> c == '.').count() == 2 ? JWT : null;
  }
}
