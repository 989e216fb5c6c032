package io.rtmkit.server.admin;

import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.token.TokenFormat;
import io.rtmkit.server.token.TokenGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tokens for users, made by whoever may use the app anyway. Stateless. */
final class TokenRoutes {
  private static final Duration USUAL = Duration.ofHours(24);

  private final Apps apps;
  private final Clock clock;

  TokenRoutes(Domain domain) {
    this.apps = domain.apps();
    this.clock = domain.clock();
  }

  List<Route> routes() {
    return List.of(
        Route.change("POST", "/v1/apps/{app}/tokens", Access.APP, "create token", this::create));
  }

  private ApiResponse create(ApiRequest request) {
    String user = request.text("user");
    ApiRules.checkUser("user", user);
    AppConfig app = apps.find(request.appId());
    if (app == null || app.isOpen()) {
      return ApiResponse.json(201, Json.object().put("token", "")); // any is good
    }
    if (app.certificate().isEmpty()) {
      throw ApiException.conflict("app: has a public key only: sign tokens with its private key");
    }
    Duration lifetime =
        Duration.ofSeconds(request.body().path("seconds").asLong(USUAL.toSeconds()));
    TokenGrant grant =
        new TokenGrant(app.id(), user, Instant.ofEpochMilli(clock.currentTimeMillis()), lifetime);
    String token = TokenFormat.V007.build(grant, app.certificate());
    return ApiResponse.json(201, Json.object().put("token", token));
  }
}
