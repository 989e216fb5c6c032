package io.rtmkit.server.token;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import io.rtmkit.server.config.AppConfig;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Web Token with the claims app (the app id), sub (the user id) and exp; nbf and iat are
 * honoured. Immutable.
 */
public final class JsonWebToken {
  private static final String APP = "app";

  private final DecodedJWT jwt;

  private JsonWebToken(DecodedJWT jwt) {
    this.jwt = jwt;
  }

  /** Takes a token apart and believes nothing of it. */
  static JsonWebToken parse(String token) throws MalformedTokenException {
    DecodedJWT jwt;
    try {
      jwt = JWT.decode(token);
    } catch (JWTDecodeException e) {
      throw new MalformedTokenException("is no JSON Web Token");
    }
    requireCanonical(jwt.getSignature());
    if (!jwt.getHeaderClaim("crit").isMissing()) {
      throw new MalformedTokenException("demands extensions (crit) that are not known here");
    }
    return new JsonWebToken(jwt);
  }

  /** Makes a token signed with HS256, the certificate's text being the secret. */
  public static String build(TokenGrant grant, String certificate) {
    return JWT.create()
        .withClaim(APP, grant.appId())
        .withSubject(grant.userId())
        .withIssuedAt(grant.issuedAt())
        .withExpiresAt(grant.issuedAt().plus(grant.lifetime()))
        .sign(Algorithm.HMAC256(certificate));
  }

  /**
   * The algorithm to check this token with, or null if the app takes none like it. What the app has
   * decides, and the token only chooses among that: a public key is never taken for a secret, and
   * "none" is not on offer.
   */
  @Nullable Algorithm findAlgorithm(AppConfig app) {
    String name = jwt.getAlgorithm();
    if (name == null) {
      return null;
    }
    return switch (name) {
      case "HS256" -> app.certificate().isEmpty() ? null : Algorithm.HMAC256(app.certificate());
      case "RS256" ->
          app.jwtPublicKey() instanceof RSAPublicKey key ? Algorithm.RSA256(key, null) : null;
      case "ES256" ->
          app.jwtPublicKey() instanceof ECPublicKey key ? Algorithm.ECDSA256(key, null) : null;
      default -> null;
    };
  }

  boolean isGenuine(Algorithm algorithm) {
    try {
      algorithm.verify(jwt);
      return true;
    } catch (SignatureVerificationException e) {
      return false;
    }
  }

  boolean isForApp(String appId) {
    return appId.equals(jwt.getClaim(APP).asString());
  }

  boolean isForUser(String userId) {
    return userId.equals(jwt.getSubject());
  }

  /** The end of the token, or null if it has none. */
  @Nullable Instant findEnd() {
    return jwt.getExpiresAtAsInstant();
  }

  /** The later of "not before" and "issued at". */
  Instant start() {
    Instant issued = jwt.getIssuedAtAsInstant();
    Instant notBefore = jwt.getNotBeforeAsInstant();
    Instant start = issued == null ? Instant.MIN : issued;
    return notBefore == null || notBefore.isBefore(start) ? start : notBefore;
  }

  /** As in {@link Base64Text}: two signatures that differ in unused bits are not the same text. */
  private static void requireCanonical(String signature) throws MalformedTokenException {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(signature);
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(signature)) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // Answered below, like the other way of being wrong.
    }
    throw new MalformedTokenException("has a signature that is not valid base64url");
  }
}
