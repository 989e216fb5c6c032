package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.LoginError.LOGIN_ERR_ALREADY_LOGIN_VALUE;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Resume;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.channel.Channels;
import io.rtmkit.server.core.channel.Resumed;
import io.rtmkit.server.core.invitation.Invitations;
import io.rtmkit.server.core.session.ResumeKey;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** Logs users in: opens a session, or resumes one on a new connection. */
public final class LoginHandler {
  /** Channel events replayed to one login, as a multiple of the send buffer's bound. */
  private static final int REPLAY_FACTOR = 2;

  private final LoginGate gate;
  private final Supplier<LoginTerms> terms;
  private final Sessions sessions;
  private final Channels channels;
  private final Invitations invitations;
  private final Clock clock;

  /** The gate has been asked before anything else happens. */
  public LoginHandler(
      LoginGate gate,
      Supplier<LoginTerms> terms,
      Sessions sessions,
      Channels channels,
      Invitations invitations,
      Clock clock) {
    this.gate = gate;
    this.terms = terms;
    this.sessions = sessions;
    this.channels = channels;
    this.invitations = invitations;
    this.clock = clock;
  }

  void login(Call call) {
    if (call.client().anySession() != null) {
      // The connection is somebody's: the refusal must not end it.
      call.refuse(LOGIN_ERR_ALREADY_LOGIN_VALUE, "this connection has logged in before");
      return;
    }
    LoginGate.Pass pass = gate.admit(call);
    if (pass != null) {
      open(call, pass);
    }
  }

  private void open(Call call, LoginGate.Pass pass) {
    UserKey user = pass.user();
    Resume resume = call.request().getLogin().getResume();
    ResumeKey shown =
        call.request().getLogin().hasResume()
            ? new ResumeKey(resume.getSessionId(), resume.getSecret())
            : null;
    Session live = sessions.find(user);
    boolean owned = live != null && shown != null && live.identity().isResumedBy(shown);
    if (live != null && shown != null && !owned && !live.identity().hasReplaced(shown)) {
      // Somebody logged in elsewhere while this client was away: it must not fight back.
      call.link().close(CloseCode.CLOSE_CODE_REMOTE_LOGIN, "the same user logged in elsewhere");
      return;
    }
    // The reply comes first on the wire; what a resumed session missed follows it.
    Call.ReservedReply reply = call.reserve();
    LoginReply.Builder body = LoginReply.newBuilder();
    boolean resumed = live != null && owned && resume(call, live, resume, body);
    Session session = live != null && resumed ? live : sessions.open(user, shown, call.link());
    session.setTokenExpiry(pass.tokenExpiresAtMs());
    call.client().loggedIn(session);
    if (gate.closedToBanned(call, user)) {
      // The ban came in between: it may have found no session to end.
      sessions.end(session, CloseCode.CLOSE_CODE_BANNED, "banned");
      return;
    }
    if (!resumed) {
      body.addAllInvitations(invitations.known(user));
    }
    body.setResumed(resumed)
        .setSessionId(session.identity().key().sessionId())
        .setResumeSecret(session.identity().key().secret())
        .setTiming(terms.get().timing())
        .setLimits(terms.get().limits())
        .setServerTimeMs(clock.currentTimeMillis());
    reply.complete(Reply.newBuilder().setLogin(body));
  }

  /** Moves the session here; false if it has ended in this very moment. */
  private boolean resume(Call call, Session session, Resume resume, LoginReply.Builder body) {
    if (!sessions.resume(session, call.link(), resume.getInboxOffset())) {
      return false;
    }
    // All of it goes out in one turn: for more than this the connection would be cut off as slow.
    int room = REPLAY_FACTOR * sessions.rules().session().sendBufferBytes();
    int most = terms.get().limits().getChannelsJoined();
    Set<String> seen = new HashSet<>();
    for (ChannelPosition position : resume.getChannelsList()) {
      String channelId = position.getChannelId();
      boolean inside = seen.size() < most || session.isInChannel(channelId);
      if (inside && seen.add(channelId)) {
        Resumed resumed = channels.resume(session, call.link(), position, room);
        body.addChannels(resumed.recovery());
        room -= resumed.replayedBytes();
      }
    }
    return true;
  }
}
