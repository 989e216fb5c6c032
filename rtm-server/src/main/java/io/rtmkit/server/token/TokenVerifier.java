package io.rtmkit.server.token;

import com.auth0.jwt.algorithms.Algorithm;
import io.rtmkit.protocol.Limits;
import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.TokenConfig;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a token is worth. The signature comes first; nothing that a forger wrote gets an
 * answer of its own. Never throws. Immutable, for any thread.
 */
public final class TokenVerifier {
  /** One answer for a forged token and another user's: which of the two is nobody's business. */
  private static final String NOT_GENUINE =
      "signature does not match: made with another certificate, for another user id or altered";

  private static final String OTHER_APP = "is made for another app id";
  private static final String NO_RIGHT = "has no right to log in";

  private final long leewayMs;

  public TokenVerifier(TokenConfig config) {
    this.leewayMs = config.leeway().toMillis();
  }

  /**
   * Checks a token.
   *
   * @param app the app's configuration; null for an app id that is open because of dev-mode
   * @param token as the client sent it; empty for none
   * @param nowMillis Unix time
   */
  public TokenVerdict verify(
      String appId, @Nullable AppConfig app, String userId, String token, long nowMillis) {
    if (app == null || app.isOpen()) {
      return TokenVerdict.good(TokenVerdict.NEVER);
    }
    if (token.isEmpty()) {
      return TokenVerdict.invalid("is empty, the app " + appId + " needs one");
    }
    if (token.length() > Limits.TOKEN_BYTES) {
      return TokenVerdict.invalid(
          "has %d characters, at most %d are allowed"
              .formatted(token.length(), Limits.TOKEN_BYTES));
    }
    TokenFormat format = TokenFormat.findByShape(token);
    if (format == null) {
      return TokenVerdict.invalid("is neither 006, 007 nor a JSON Web Token");
    }
    if (format != TokenFormat.JWT && app.certificate().isEmpty()) {
      return TokenVerdict.invalid("the app takes JSON Web Tokens only, it has no certificate");
    }
    try {
      return switch (format) {
        case V006 -> verify006(app, userId, DynamicKey006.parse(token), nowMillis);
        case V007 -> verify007(app, userId, DynamicKey007.parse(token), nowMillis);
        case JWT -> verifyJwt(app, userId, JsonWebToken.parse(token), nowMillis);
      };
    } catch (MalformedTokenException e) {
      return TokenVerdict.invalid(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // The libraries below read what strangers wrote; a surprise in them is no good token.
      return TokenVerdict.invalid("cannot be read");
    }
  }

  private TokenVerdict verify006(AppConfig app, String userId, DynamicKey006 key, long now) {
    // The app id stands there in the clear, so saying that it differs tells nothing new.
    if (!key.appId().equals(app.id())) {
      return TokenVerdict.invalid(OTHER_APP);
    }
    if (!key.isGenuine(app.certificate(), userId)) {
      return TokenVerdict.invalid(NOT_GENUINE);
    }
    return judge(key.endMs(), key.allowsLogin(), now);
  }

  private TokenVerdict verify007(AppConfig app, String userId, DynamicKey007 key, long now) {
    if (!key.appId().equals(app.id())) {
      return TokenVerdict.invalid(OTHER_APP);
    }
    if (!key.isGenuine(app.certificate()) || key.isForOther(userId)) {
      return TokenVerdict.invalid(NOT_GENUINE);
    }
    return judge(key.endMs(), key.allowsLogin(), now);
  }

  private TokenVerdict verifyJwt(AppConfig app, String userId, JsonWebToken jwt, long now) {
    Algorithm algorithm = jwt.findAlgorithm(app);
    if (algorithm == null) {
      return TokenVerdict.invalid(
          "is signed with an algorithm that the app has no key for (HS256 needs a certificate,"
              + " RS256 and ES256 a public key)");
    }
    if (!jwt.isGenuine(algorithm)) {
      return TokenVerdict.invalid(NOT_GENUINE);
    }
    if (!jwt.isForApp(app.id())) {
      return TokenVerdict.invalid("its claim 'app' is not the app id");
    }
    if (!jwt.isForUser(userId)) {
      return TokenVerdict.invalid(NOT_GENUINE);
    }
    Instant end = jwt.findEnd();
    if (end == null) {
      return TokenVerdict.invalid("has no claim 'exp' with a time in seconds");
    }
    if (jwt.start().isAfter(Instant.ofEpochMilli(now + leewayMs))) {
      return TokenVerdict.invalid("is not valid yet");
    }
    return judge(toMillis(end), true, now);
  }

  private TokenVerdict judge(long endMs, boolean allowsLogin, long now) {
    // Subtracted, not added: an end in the far future must not wrap around.
    if (now - leewayMs >= endMs) {
      return TokenVerdict.expired("expired " + describe(now - endMs) + " ago", endMs);
    }
    return allowsLogin ? TokenVerdict.good(endMs) : TokenVerdict.notAuthorized(NO_RIGHT);
  }

  /** An end that does not fit into milliseconds is never, or long ago. */
  private static long toMillis(Instant instant) {
    try {
      return instant.toEpochMilli();
    } catch (ArithmeticException e) {
      return instant.getEpochSecond() > 0 ? TokenVerdict.NEVER : 0;
    }
  }

  private static String describe(long millis) {
    Duration duration = Duration.ofMillis(millis);
    if (duration.toMinutes() < 2) {
      return duration.toSeconds() + " seconds";
    }
    if (duration.toHours() < 2) {
      return duration.toMinutes() + " minutes";
    }
    return duration.toDays() < 2 ? duration.toHours() + " hours" : duration.toDays() + " days";
  }
}
