package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.LoginError.LOGIN_ERR_ALREADY_LOGIN_VALUE;
import static io.rtmkit.protocol.v1.LoginError.LOGIN_ERR_INVALID_APP_ID_VALUE;
import static io.rtmkit.protocol.v1.LoginError.LOGIN_ERR_INVALID_ARGUMENT_VALUE;
import static io.rtmkit.protocol.v1.LoginError.LOGIN_ERR_REJECTED_VALUE;
import static io.rtmkit.protocol.v1.LoginError.LOGIN_ERR_TOO_OFTEN_VALUE;

import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.ClientLimits;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.LoginRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Resume;
import io.rtmkit.protocol.v1.Timing;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.LogThrottle;
import io.rtmkit.server.core.channel.Channels;
import io.rtmkit.server.core.channel.Resumed;
import io.rtmkit.server.core.session.KeyedRateLimiter;
import io.rtmkit.server.core.session.ResumeKey;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionRules;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.token.TokenVerdict;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs users in: opens a session, or resumes one on a new connection. */
public final class LoginHandler {
  private static final Logger log = LoggerFactory.getLogger(LoginHandler.class);

  /** Channel events replayed to one login, as a multiple of the send buffer's bound. */
  private static final int REPLAY_FACTOR = 2;

  private final Sessions sessions;
  private final Channels channels;
  private final Apps apps;
  private final SessionRules rules;
  private final Clock clock;
  private final KeyedRateLimiter<UserKey> logins;
  private final Timing timing;
  private final ClientLimits limits;
  private final LogThrottle strangers;
  private volatile boolean draining;

  public LoginHandler(
      Sessions sessions, Channels channels, Apps apps, SessionRules rules, Clock clock) {
    this.sessions = sessions;
    this.channels = channels;
    this.apps = apps;
    this.rules = rules;
    this.clock = clock;
    this.strangers = new LogThrottle(clock);
    this.logins = new KeyedRateLimiter<>(rules.rates().login());
    this.timing =
        Timing.newBuilder()
            .setHeartbeatIntervalMs((int) rules.session().heartbeatInterval().toMillis())
            .setInterruptedAfterMs((int) rules.session().interruptedAfter().toMillis())
            .setGraceMs((int) rules.session().grace().toMillis())
            .build();
    this.limits =
        ClientLimits.newBuilder()
            .setMessageBytes(rules.limits().messageBytes())
            .setRequestsInFlight(rules.limits().requestsInFlight())
            .setChannelsJoined(rules.limits().channelsJoined())
            .build();
  }

  /** From now on nobody logs in any more. */
  public void drain() {
    draining = true;
  }

  void login(Call call) {
    LoginRequest request = call.request().getLogin();
    if (call.client().anySession() != null) {
      // The connection is somebody's: the refusal must not end it.
      call.refuse(LOGIN_ERR_ALREADY_LOGIN_VALUE, "this connection has logged in before");
      return;
    }
    if (draining) {
      call.refuse(LOGIN_ERR_REJECTED_VALUE, "the server is stopping");
      call.link().close(CloseCode.CLOSE_CODE_SERVER_DRAINING, "the server is stopping");
      return;
    }
    String problem = Ids.findAppIdProblem("appId", request.getAppId());
    if (problem != null) {
      refuse(call, LOGIN_ERR_INVALID_APP_ID_VALUE, problem);
      return;
    }
    problem = findArgumentProblem(request);
    if (problem != null) {
      refuse(call, LOGIN_ERR_INVALID_ARGUMENT_VALUE, problem);
      return;
    }
    TokenVerdict verdict = apps.verify(request.getAppId(), request.getUserId(), request.getToken());
    if (!verdict.isGood()) {
      refuse(call, verdict.loginError(), verdict.reason());
      return;
    }
    UserKey user = new UserKey(request.getAppId(), request.getUserId());
    // Counted only with a good token: a stranger cannot use up somebody's logins.
    long wait = logins.take(user, clock.nanoTime());
    if (wait > 0) {
      call.refuseTooOften(LOGIN_ERR_TOO_OFTEN_VALUE, "login", wait);
      close(call, "login called too often");
      return;
    }
    open(call, user, verdict.expiresAtMs());
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

  private void open(Call call, UserKey user, long tokenExpiresAtMs) {
    Resume resume = call.request().getLogin().getResume();
    ResumeKey shown =
        call.request().getLogin().hasResume()
            ? new ResumeKey(resume.getSessionId(), resume.getSecret())
            : null;
    Session live = sessions.find(user);
    boolean owned = live != null && shown != null && live.isResumedBy(shown);
    if (live != null && shown != null && !owned && !live.hasReplaced(shown)) {
      // Somebody logged in elsewhere while this client was away: it must not fight back.
      call.link().close(CloseCode.CLOSE_CODE_REMOTE_LOGIN, "the same user logged in elsewhere");
      return;
    }
    // The reply comes first on the wire; what a resumed session missed follows it.
    Call.ReservedReply reply = call.reserve();
    LoginReply.Builder body = LoginReply.newBuilder();
    boolean resumed = live != null && owned && resume(call, live, resume, body);
    Session session = live != null && resumed ? live : sessions.open(user, shown, call.link());
    session.setTokenExpiry(tokenExpiresAtMs);
    call.client().loggedIn(session);
    body.setResumed(resumed)
        .setSessionId(session.key().sessionId())
        .setResumeSecret(session.key().secret())
        .setTiming(timing)
        .setLimits(limits)
        .setServerTimeMs(clock.currentTimeMillis());
    reply.complete(Reply.newBuilder().setLogin(body));
  }

  /** Moves the session here; false if it has ended in this very moment. */
  private boolean resume(Call call, Session session, Resume resume, LoginReply.Builder body) {
    if (!sessions.resume(session, call.link(), resume.getInboxOffset())) {
      return false;
    }
    // All of it goes out in one turn: for more than this the connection would be cut off as slow.
    int room = REPLAY_FACTOR * rules.session().sendBufferBytes();
    Set<String> seen = new HashSet<>();
    for (ChannelPosition position : resume.getChannelsList()) {
      if (seen.size() < rules.limits().channelsJoined() && seen.add(position.getChannelId())) {
        Resumed resumed = channels.resume(session, call.link(), position, room);
        body.addChannels(resumed.recovery());
        room -= resumed.replayedBytes();
      }
    }
    return true;
  }

  private void refuse(Call call, int code, String reason) {
    if (strangers.allows()) {
      log.info("login from {} refused: {} {}", call.link().remoteAddress(), code, reason);
    }
    call.refuse(code, reason);
    close(call, reason);
  }

  private static void close(Call call, String reason) {
    call.link().close(CloseCode.CLOSE_CODE_LOGIN_REFUSED, reason);
  }
}
