package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.LoginError.LOGIN_ERR_TOKEN_EXPIRED_VALUE;
import static io.rtmkit.protocol.v1.RenewTokenError.RENEW_TOKEN_ERR_INVALID_TOKEN_VALUE;
import static io.rtmkit.protocol.v1.RenewTokenError.RENEW_TOKEN_ERR_TOKEN_EXPIRED_VALUE;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.token.TokenVerdict;

/** Requests about the session itself: ping, logout, a new token. */
public final class SessionHandler {
  private final Sessions sessions;
  private final Apps apps;

  public SessionHandler(Sessions sessions, Apps apps) {
    this.sessions = sessions;
    this.apps = apps;
  }

  void ping(Call call) {
    call.ok();
  }

  void logout(Call call) {
    Call.ReservedReply reply = call.reserve();
    sessions.end(call.session(), CloseCode.CLOSE_CODE_LOGGED_OUT, "logged out");
    reply.complete(Reply.newBuilder());
  }

  void renewToken(Call call) {
    Session session = call.session();
    TokenVerdict verdict =
        apps.verify(
            session.user().appId(),
            session.user().userId(),
            call.request().getRenewToken().getToken());
    if (verdict.isGood()) {
      session.setTokenExpiry(verdict.expiresAtMs());
      call.ok();
    } else if (verdict.loginError() == LOGIN_ERR_TOKEN_EXPIRED_VALUE) {
      call.refuse(RENEW_TOKEN_ERR_TOKEN_EXPIRED_VALUE, verdict.reason());
    } else {
      call.refuse(RENEW_TOKEN_ERR_INVALID_TOKEN_VALUE, verdict.reason());
    }
  }
}
