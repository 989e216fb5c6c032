package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.LoginError.LOGIN_ERR_INVALID_APP_ID_VALUE;

import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.token.TokenVerdict;
import io.rtmkit.server.token.TokenVerifier;

/** The apps of this server, and whether a token opens one of them. Immutable. */
public final class Apps {
  private final ServerConfig config;
  private final TokenVerifier tokens;
  private final Clock clock;

  public Apps(ServerConfig config, TokenVerifier tokens, Clock clock) {
    this.config = config;
    this.tokens = tokens;
    this.clock = clock;
  }

  TokenVerdict verify(String appId, String userId, String token) {
    AppConfig app = config.findApp(appId);
    if (app == null && !config.allowsOpenApps()) {
      return new TokenVerdict(
          LOGIN_ERR_INVALID_APP_ID_VALUE, "appId: no such app on this server", TokenVerdict.NEVER);
    }
    return tokens.verify(appId, app, userId, token, clock.currentTimeMillis());
  }
}
