package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.LoginError.LOGIN_ERR_ALREADY_LOGIN_VALUE;
import static io.rtmkit.protocol.v1.LoginError.LOGIN_ERR_TIMEOUT_VALUE;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.InvitationKey;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.LoginRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Resume;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.channel.ChannelService;
import io.rtmkit.server.core.channel.ReturningMember;
import io.rtmkit.server.core.invitation.InvitationService;
import io.rtmkit.server.core.login.ClaimedSession;
import io.rtmkit.server.core.login.LoginAttempt;
import io.rtmkit.server.core.login.LoginClaim;
import io.rtmkit.server.core.login.SessionClaims;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.ResumeKey;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionIdentity;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Logs users in: opens a session, or resumes one on a new connection. */
public final class LoginHandler {
  /** Channel events replayed to one login, as a multiple of the send buffer's bound. */
  private static final int REPLAY_FACTOR = 2;

  private final LoginGate gate;
  private final Supplier<LoginTerms> terms;
  private final Sessions sessions;
  private final SessionClaims claims;
  private final ChannelService channels;
  private final InvitationService invitations;
  private final Clock clock;

  /** What is asked at a login. */
  public record LoginServices(
      SessionClaims claims, ChannelService channels, InvitationService invitations) {}

  /** The gate has been asked before anything else happens. */
  public LoginHandler(
      LoginGate gate,
      Supplier<LoginTerms> terms,
      Sessions sessions,
      LoginServices services,
      Clock clock) {
    this.gate = gate;
    this.terms = terms;
    this.sessions = sessions;
    this.claims = services.claims();
    this.channels = services.channels();
    this.invitations = services.invitations();
    this.clock = clock;
  }

  void login(Call call) {
    if (call.client().isLoginBegun()) {
      // The connection is somebody's: the refusal must not end it.
      call.refuse(LOGIN_ERR_ALREADY_LOGIN_VALUE, "this connection has logged in before");
      return;
    }
    LoginGate.Pass pass = gate.admit(call);
    if (pass != null) {
      call.client().beginLogin();
      claim(new Login(call, pass, shownKey(call.request().getLogin()), call.lane()));
    }
  }

  private static @Nullable ResumeKey shownKey(LoginRequest login) {
    Resume resume = login.getResume();
    return login.hasResume() ? new ResumeKey(resume.getSessionId(), resume.getSecret()) : null;
  }

  private void claim(Login login) {
    LoginRequest request = login.call().request().getLogin();
    claims.claim(
        new LoginClaim(
            login.user(),
            login.shown(),
            new LoginAttempt(request.getLoginId(), request.getAttempt()),
            login.call().client()::isGone),
        (claim, problem) -> login.lane().execute(() -> claimed(login, claim, problem)));
  }

  private void claimed(
      Login login, @Nullable ClaimedSession claim, @Nullable StoreException problem) {
    if (claim == null) {
      fail(login, problem);
      return;
    }
    switch (claim.kind()) {
      case OPENED ->
          invitations.known(
              login.user(),
              (known, failure) -> login.lane().execute(() -> open(login, claim, known, failure)));
      case RESUMED -> readMissed(login, claim);
      case DISPLACED ->
          login
              .call()
              .link()
              .close(CloseCode.CLOSE_CODE_REMOTE_LOGIN, "the same user logged in elsewhere");
      case LATE -> fail(login, StoreException.refused("a later attempt has been taken"));
    }
  }

  private static void fail(Login login, @Nullable StoreException problem) {
    StoreException reason = StoreException.of(problem);
    login.call().fail(LOGIN_ERR_TIMEOUT_VALUE, reason);
    login.call().link().close(CloseCode.CLOSE_CODE_LOGIN_REFUSED, reason.reason());
  }

  private void open(
      Login login,
      ClaimedSession claim,
      @Nullable List<InvitationKey> known,
      @Nullable StoreException problem) {
    if (known == null) {
      fail(login, problem);
      return;
    }
    // The reply comes first on the wire; what the session is sent follows it.
    Call.ReservedReply reply = login.call().reserve();
    Session session =
        sessions.open(
            new SessionIdentity(
                login.user(), claim.key(), login.shown(), claim.epoch(), clock.currentTimeMillis()),
            login.call().link());
    finish(login, session, reply, LoginReply.newBuilder().addAllInvitations(known));
  }

  /** What was missed is read before the session takes its new connection. */
  private void readMissed(Login login, ClaimedSession claim) {
    Resume resume = login.call().request().getLogin().getResume();
    Session live = sessions.find(login.user());
    Session session =
        live != null && isClaimed(live, claim)
            ? live
            : sessions.adopt(
                new SessionIdentity(
                    login.user(), claim.key(), null, claim.epoch(), clock.currentTimeMillis()),
                claim.channels(),
                resume.getInboxOffset());
    channels.resume(
        session,
        positions(session, resume),
        (returning, problem) ->
            login.lane().execute(() -> resume(login, session, returning, problem)));
  }

  /** Whether a session of this server is the one that goes on. */
  private static boolean isClaimed(Session live, ClaimedSession claim) {
    SessionIdentity identity = live.identity();
    return identity.isResumedBy(claim.key())
        && identity.epoch() == claim.epoch()
        && !live.isEnded();
  }

  /** The channels that the client names, each once, and no more of them than it may be in. */
  private List<ChannelPosition> positions(Session session, Resume resume) {
    int most = terms.get().limits().getChannelsJoined();
    Map<String, ChannelPosition> positions = new LinkedHashMap<>();
    for (ChannelPosition position : resume.getChannelsList()) {
      String channelId = position.getChannelId();
      if (positions.size() < most || session.isInChannel(channelId)) {
        positions.putIfAbsent(channelId, position);
      }
    }
    return List.copyOf(positions.values());
  }

  private void resume(
      Login login,
      Session session,
      @Nullable ReturningMember returning,
      @Nullable StoreException problem) {
    if (returning == null) {
      fail(login, problem);
      return;
    }
    Call call = login.call();
    Call.ReservedReply reply = call.reserve();
    Resume resume = call.request().getLogin().getResume();
    if (!sessions.resume(session, call.link(), resume.getInboxOffset())) {
      claim(login); // it has ended in this very moment; the place stays empty
      return;
    }
    // All of it goes out in one turn: for more than this the connection would be cut off as slow.
    int room = REPLAY_FACTOR * sessions.rules().session().sendBufferBytes();
    LoginReply.Builder body = LoginReply.newBuilder().setResumed(true);
    finish(login, session, reply, body.addAllChannels(returning.takeSeats(call.link(), room)));
  }

  private void finish(
      Login login, Session session, Call.ReservedReply reply, LoginReply.Builder body) {
    Call call = login.call();
    session.setTokenExpiry(login.pass().tokenExpiresAtMs());
    call.client().loggedIn(session);
    if (gate.closedToBanned(call, login.user())) {
      // The ban came in between: it may have found no session to end.
      sessions.end(session, CloseCode.CLOSE_CODE_BANNED, "banned");
      return;
    }
    body.setSessionId(session.identity().key().sessionId())
        .setResumeSecret(session.identity().key().secret())
        .setTiming(terms.get().timing())
        .setLimits(terms.get().limits())
        .setServerTimeMs(clock.currentTimeMillis());
    reply.complete(Reply.newBuilder().setLogin(body));
    if (call.client().isGone()) {
      sessions.detach(session, call.link()); // while it was being let in
    }
  }

  /** A login that was admitted, on its way. */
  private record Login(Call call, LoginGate.Pass pass, @Nullable ResumeKey shown, Executor lane) {
    UserKey user() {
      return pass.user();
    }
  }
}
