package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.LoginError.LOGIN_ERR_INVALID_APP_ID_VALUE;
import static io.rtmkit.protocol.v1.LoginError.LOGIN_ERR_INVALID_ARGUMENT_VALUE;
import static io.rtmkit.protocol.v1.LoginError.LOGIN_ERR_REJECTED_VALUE;
import static io.rtmkit.protocol.v1.LoginError.LOGIN_ERR_TOO_OFTEN_VALUE;

import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.LoginRequest;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.Rate;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.LogThrottle;
import io.rtmkit.server.core.session.Ban;
import io.rtmkit.server.core.session.KeyedRateLimiter;
import io.rtmkit.server.core.session.Moderation;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.token.TokenVerdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is let in: everything that is asked before a session is opened. Thread-safe. */
public final class LoginGate {
  private static final Logger log = LoggerFactory.getLogger(LoginGate.class);
  private static final String STOPPING = "the server is stopping";

  private final Apps apps;
  private final Moderation moderation;
  private final Clock clock;
  private final LogThrottle strangers;
  private volatile Logins logins;
  private volatile boolean draining;

  /** How often a user may log in, and how often each has. */
  private record Logins(Rate rate, KeyedRateLimiter<UserKey> made) {
    static Logins at(Rate rate) {
      return new Logins(rate, new KeyedRateLimiter<>(rate));
    }
  }

  public LoginGate(Apps apps, Moderation moderation, Rate rate, Clock clock) {
    this.apps = apps;
    this.moderation = moderation;
    this.logins = Logins.at(rate);
    this.clock = clock;
    this.strangers = new LogThrottle(clock);
  }

  /** From now on a user may log in this often. */
  public void setRate(Rate rate) {
    if (!rate.equals(logins.rate())) {
      logins = Logins.at(rate);
    }
  }

  /** From now on nobody is let in any more. */
  public void drain() {
    draining = true;
  }

  /** A user who may log in, and when the token ends. */
  record Pass(UserKey user, long tokenExpiresAtMs) {}

  /** Lets the user in, or answers the call, closes the connection and returns null. */
  @Nullable Pass admit(Call call) {
    LoginRequest request = call.request().getLogin();
    if (draining) {
      call.refuse(LOGIN_ERR_REJECTED_VALUE, STOPPING);
      call.link().close(CloseCode.CLOSE_CODE_SERVER_DRAINING, STOPPING);
      return null;
    }
    String problem = Ids.findAppIdProblem("appId", request.getAppId());
    if (problem != null) {
      return refuse(call, LOGIN_ERR_INVALID_APP_ID_VALUE, problem);
    }
    problem = findArgumentProblem(request);
    if (problem != null) {
      return refuse(call, LOGIN_ERR_INVALID_ARGUMENT_VALUE, problem);
    }
    TokenVerdict verdict = apps.verify(request.getAppId(), request.getUserId(), request.getToken());
    if (!verdict.isGood()) {
      return refuse(call, verdict.loginError(), verdict.reason());
    }
    UserKey user = new UserKey(request.getAppId(), request.getUserId());
    // Asked and counted only with a good token: a stranger learns of no ban and uses up no logins.
    return closedToBanned(call, user) || closedToHasty(call, user)
        ? null
        : new Pass(user, verdict.expiresAtMs());
  }

  /**
   * Closes the connection of a user who is banned: with a goodbye and no reply, so that a client
   * that reconnects does not try again.
   */
  boolean closedToBanned(Call call, UserKey user) {
    Ban ban = moderation.findBan(user);
    if (ban != null) {
      call.link().close(CloseCode.CLOSE_CODE_BANNED, ban.text());
    }
    return ban != null;
  }

  private boolean closedToHasty(Call call, UserKey user) {
    Logins known = logins;
    long wait = known.made().take(user, clock.nanoTime());
    if (wait > 0) {
      call.refuseTooOften(LOGIN_ERR_TOO_OFTEN_VALUE, "login", known.rate(), wait);
      close(call, "login called too often");
    }
    return wait > 0;
  }

  private static @Nullable String findArgumentProblem(LoginRequest request) {
    int sdkBytes = request.getSdkBytes().size();
    if (sdkBytes > Limits.SDK_NAME_BYTES) {
      return "sdk: has " + sdkBytes + " bytes, at most " + Limits.SDK_NAME_BYTES + " are allowed";
    }
    int tokenBytes = request.getTokenBytes().size();
    if (tokenBytes > Limits.TOKEN_BYTES) {
      return "token: has " + tokenBytes + " bytes, at most " + Limits.TOKEN_BYTES + " are allowed";
    }
    return Ids.findUserIdProblem("userId", request.getUserId());
  }

  private @Nullable Pass refuse(Call call, int code, String reason) {
    if (strangers.allows()) {
      log.info("login from {} refused: {} {}", call.link().remoteAddress(), code, reason);
    }
    call.refuse(code, reason);
    close(call, reason);
    return null;
  }

  private static void close(Call call, String reason) {
    call.link().close(CloseCode.CLOSE_CODE_LOGIN_REFUSED, reason);
  }
}
