package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.LoginError.LOGIN_ERR_INVALID_APP_ID_VALUE;

import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.token.TokenVerdict;
import io.rtmkit.server.token.TokenVerifier;
import java.util.HashMap;
import java.util.Map;

/** The apps of this server, and whether a token opens one of them. Immutable. */
public final class Apps {
  private final Map<String, AppConfig> byId = new HashMap<>();
  private final boolean openToAll;
  private final TokenVerifier tokens;
  private final Clock clock;

  public Apps(ServerConfig config, TokenVerifier tokens, Clock clock) {
    config.apps().forEach(app -> byId.put(app.id(), app));
    this.openToAll = config.allowsOpenApps();
    this.tokens = tokens;
    this.clock = clock;
  }

  TokenVerdict verify(String appId, String userId, String token) {
    AppConfig app = byId.get(appId);
    if (app == null && !openToAll) {
      return new TokenVerdict(
          LOGIN_ERR_INVALID_APP_ID_VALUE, "appId: no such app on this server", TokenVerdict.NEVER);
    }
    return tokens.verify(appId, app, userId, token, clock.currentTimeMillis());
  }
}
