package io.rtmkit.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtmkit.server.app.AppKey;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.app.Secrets;
import io.rtmkit.server.config.Rate;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.session.KeyedRateLimiter;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who sends a request: {@code Authorization: Bearer} with the operator's key, HTTP Basic
 * with the id and secret of an app's key, or the vendors' headers with a user's token. Whoever
 * guesses is stopped, by address. Thread-safe.
 */
final class Authenticator {
  /** Wrong credentials from one address. */
  private static final Rate GUESSES = Rate.parse("10/60s");

  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";
  private static final String OPERATOR = "operator";

  /** A token and the user that it is of: the vendors' names of the two headers. */
  private record TokenHeaders(String token, String userId) {}

  private static final List<TokenHeaders> TOKEN_HEADERS =
      List.of(
          new TokenHeaders("x-agora-token", "x-agora-uid"),
          new TokenHeaders("x-ar-token", "x-ar-uid"),
          new TokenHeaders("x-rtm-token", "x-rtm-uid"));

  private final String operatorKey;
  private final Apps apps;
  private final Clock clock;
  private final KeyedRateLimiter<String> guesses = new KeyedRateLimiter<>(GUESSES);

  Authenticator(String operatorKey, Apps apps, Clock clock) {
    this.operatorKey = operatorKey;
    this.apps = apps;
    this.clock = clock;
  }

  /**
   * The caller of a request.
   *
   * @param appId the app in the path, whose user the token is of; empty if there is none
   * @throws ApiException 401 without good credentials, 429 after too many wrong ones
   */
  Caller authenticate(HttpServerExchange exchange, String appId) {
    HeaderMap headers = exchange.getRequestHeaders();
    String authorization = headers.getFirst(Headers.AUTHORIZATION);
    TokenHeaders names = findTokenHeaders(headers);
    if (authorization == null && names == null) {
      throw ApiException.of(401, "no credentials: see the security part of /openapi.yaml");
    }
    Caller caller =
        authorization != null
            ? findByAuthorization(authorization)
            : findByToken(headers, names, appId);
    if (caller == null) {
      throw refuse(exchange);
    }
    return caller;
  }

  private ApiException refuse(HttpServerExchange exchange) {
    String address = exchange.getSourceAddress().getAddress().getHostAddress();
    boolean tooMany = guesses.take(address, clock.nanoTime()) > 0;
    return tooMany
        ? ApiException.of(429, "too many wrong credentials from " + address + ", wait a minute")
        : ApiException.of(401, "the credentials are wrong");
  }

  private @Nullable Caller findByAuthorization(String authorization) {
    if (authorization.startsWith(BEARER)) {
      return operator(authorization.substring(BEARER.length()).strip());
    }
    if (!authorization.startsWith(BASIC)) {
      return null;
    }
    String pair = decode(authorization.substring(BASIC.length()).strip());
    int colon = pair.indexOf(':');
    if (colon < 0) {
      return null;
    }
    String id = pair.substring(0, colon);
    String secret = pair.substring(colon + 1);
    if (id.equals(OPERATOR)) {
      return operator(secret);
    }
    AppKey key = apps.findKey(id, secret);
    return key == null ? null : new Caller.BackEndKey(key.appId(), key.id());
  }

  private @Nullable Caller operator(String secret) {
    return Secrets.areEqual(secret, operatorKey) ? new Caller.Operator() : null;
  }

  private @Nullable Caller findByToken(
      HeaderMap headers, @Nullable TokenHeaders names, String appId) {
    String token = names == null ? null : headers.getFirst(names.token());
    String userId = names == null ? null : headers.getFirst(names.userId());
    // Not in dev mode, where any token would do: this port is not only for this machine's users.
    boolean checked = token != null && userId != null && isChecked(appId);
    return token != null && userId != null && checked && apps.verify(appId, userId, token).isGood()
        ? new Caller.TokenUser(appId, userId)
        : null;
  }

  private boolean isChecked(String appId) {
    var app = apps.find(appId);
    return app != null && !app.isOpen();
  }

  private static @Nullable TokenHeaders findTokenHeaders(HeaderMap headers) {
    for (TokenHeaders names : TOKEN_HEADERS) {
      if (headers.contains(names.token())) {
        return names;
      }
    }
    return null;
  }

  private static String decode(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
