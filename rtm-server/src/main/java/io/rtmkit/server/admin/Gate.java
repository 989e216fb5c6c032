package io.rtmkit.server.admin;

import io.rtmkit.protocol.Ids;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.Rate;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.session.KeyedRateLimiter;
import io.undertow.server.HttpServerExchange;
import java.util.Map;

/** What is asked of every request before its route sees it. Thread-safe. */
final class Gate {
  private final Authenticator authenticator;
  private final Apps apps;
  private final Rate rate;
  private final KeyedRateLimiter<Caller> requests;
  private final Clock clock;

  Gate(Authenticator authenticator, Apps apps, Rate rate, Clock clock) {
    this.authenticator = authenticator;
    this.apps = apps;
    this.rate = rate;
    this.requests = new KeyedRateLimiter<>(rate);
    this.clock = clock;
  }

  /**
   * Lets a request in.
   *
   * @param path the variables of its path
   * @throws ApiException if not
   */
  Caller admit(HttpServerExchange exchange, Access access, Map<String, String> path) {
    String appId = path.getOrDefault("app", "");
    Caller caller = authenticator.authenticate(exchange, appId);
    checkAccess(caller, access, appId);
    if (requests.take(caller, clock.nanoTime()) > 0) {
      throw ApiException.of(429, "too many requests with these credentials, at most " + rate);
    }
    path.forEach(this::checkVariable);
    return caller;
  }

  private static void checkAccess(Caller caller, Access access, String appId) {
    boolean operator = caller instanceof Caller.Operator;
    if (access == Access.OPERATOR && !operator) {
      throw ApiException.forbidden("only the operator's key opens this");
    }
    if (access == Access.APP && caller instanceof Caller.TokenUser) {
      throw ApiException.forbidden("a user's token does not open this");
    }
    if (!operator && !caller.mayUse(appId)) {
      throw ApiException.forbidden("app: the credentials are not of this app");
    }
  }

  private void checkVariable(String name, String value) {
    ApiRules.reject(
        name,
        switch (name) {
          case "app" -> Ids.findAppIdProblem(name, value);
          case "user" -> Ids.findUserIdProblem(name, value);
          case "channel" -> Ids.findChannelIdProblem(name, value);
          default -> null;
        });
    if (name.equals("app") && !apps.isServed(value)) {
      throw ApiException.notFound("app: this server has no such app");
    }
  }
}
