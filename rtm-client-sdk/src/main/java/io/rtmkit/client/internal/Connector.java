package io.rtmkit.client.internal;

import io.rtmkit.client.internal.ClientLoop.Timer;
import io.rtmkit.client.internal.transport.ServerAddress;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.GoodbyePush;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.LoginRequest;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a client connected: attempts, the login on each connection, back-off. Decides nothing about
 * the user: {@link Owner} does. Loop thread.
 */
final class Connector implements Link.Owner {
  private static final long STABLE_AFTER_MS = 60_000;
  // So many times the usual time an attempt may take whose bytes still come in.
  private static final int MAX_PATIENCE = 3;

  /** What the connector asks and tells. Loop thread. */
  interface Owner {
    LoginRequest loginRequest();

    /** The login was answered with success: the link is ready for requests. */
    void onUp(LoginReply reply, Link link);

    /** The login was refused. Nothing goes on until {@link #retry} or {@link #retryNow}. */
    void onRefused(Reply reply);

    /** An attempt failed before the login was answered; the next one comes by itself. */
    void onAttemptFailed(String why);

    /** The connection was lost; attempts to restore it come by themselves. */
    void onLost(String why);

    /**
     * The server ended the session for good: another login, a ban, a kick. The connector has
     * stopped.
     */
    void onEndedByServer(int closeCode, String why);

    void onReply(Reply reply);

    void onPush(Push push);

    void onBatchEnd(Link link);
  }

  private final ClientContext context;
  private final Requests requests;
  private final Owner owner;

  // As long as a user is logged in.
  private boolean active;
  private int failures;
  private long graceEndsMs;
  private long graceMs;

  // As long as a connection, or an attempt.
  private @Nullable Link link;
  private boolean open;
  private boolean up;
  private long upSinceMs;
  private long loginId;
  private long attemptEndsMs;
  private Timer timer = Timer.NONE;

  Connector(ClientContext context, Requests requests, Owner owner) {
    this.context = context;
    this.requests = requests;
    this.owner = owner;
  }

  void start() {
    active = true;
    failures = 0;
    graceEndsMs = Long.MAX_VALUE;
    attempt();
  }

  void stop() {
    active = false;
    dropLink();
  }

  /** Stops, and says good-bye to the server as far as it knows of the user. */
  void leave(Runnable done) {
    Link leaving = link;
    boolean loggedIn = up;
    boolean greeted = open;
    link = null;
    stop();
    if (leaving != null && greeted) {
      new Farewell(context, leaving, requests.nextId(), done).begin(loggedIn ? 0 : loginId);
    } else {
      if (leaving != null) {
        leaving.close();
      }
      done.run();
    }
  }

  /** Connects again after a while: the back-off, and at least the given time. */
  void retry(long atLeastMs) {
    boolean withinGrace = ClientLoop.nowMs() < graceEndsMs;
    long ceiling = Backoff.ceilingMs(failures++, withinGrace);
    long wait = Backoff.waitMs(context.tuning.waitMs(ceiling), atLeastMs, context.random);
    timer.cancel();
    timer = context.loop.schedule(wait, this::attempt);
  }

  /** Connects again at once, unless an attempt is under way or the connection stands. */
  void retryNow() {
    if (active && link == null) {
      attempt();
    }
  }

  @Override
  public void onOpen(Link opened) {
    open = true;
    loginId = requests.nextId();
    opened.send(Request.newBuilder().setRequestId(loginId).setLogin(owner.loginRequest()).build());
  }

  @Override
  public void onReply(Link from, Reply reply) {
    if (up) {
      owner.onReply(reply);
    } else if (open && reply.getRequestId() == loginId) {
      onLoginReply(from, reply);
    }
  }

  @Override
  public void onPush(Link from, Push push) {
    if (push.hasGoodbye()) {
      onGoodbye(push.getGoodbye());
    } else if (up) {
      owner.onPush(push);
    }
  }

  @Override
  public void onBatchEnd(Link from) {
    if (up) {
      owner.onBatchEnd(from);
    }
  }

  @Override
  public void onEnd(Link ended, String why) {
    onGone(why, 0);
  }

  private void attempt() {
    timer.cancel();
    try {
      ServerAddress server = context.settings.address();
      String noAnswer = "no answer from " + server.hostAndPort();
      long loginMs = context.tuning.loginMs();
      attemptEndsMs = ClientLoop.nowMs() + MAX_PATIENCE * loginMs;
      timer = context.loop.schedule(loginMs, () -> checkAttempt(noAnswer));
      link = new Link(context, server, this);
    } catch (IllegalArgumentException e) {
      onGone(String.valueOf(e.getMessage()), 0);
    }
  }

  // Bytes that come slowly are an answer on its way; but no server may hold an attempt for ever.
  private void checkAttempt(String noAnswer) {
    long silent = link == null ? Long.MAX_VALUE : link.silentMs();
    long leftMs = Math.min(context.tuning.loginMs() - silent, attemptEndsMs - ClientLoop.nowMs());
    if (leftMs <= 0) {
      onGone(noAnswer, 0);
    } else {
      timer = context.loop.schedule(leftMs, () -> checkAttempt(noAnswer));
    }
  }

  private void onLoginReply(Link from, Reply reply) {
    timer.cancel();
    if (reply.getCode() != 0) {
      dropLink();
      owner.onRefused(reply);
      return;
    }
    up = true;
    upSinceMs = ClientLoop.nowMs();
    graceMs = reply.getLogin().getTiming().getGraceMs();
    from.watch(reply.getLogin().getTiming());
    owner.onUp(reply.getLogin(), from);
  }

  private void onGoodbye(GoodbyePush goodbye) {
    int code = goodbye.getCloseCode();
    String why = "the server said good-bye: " + code + " " + goodbye.getReason();
    if (code == CloseCode.CLOSE_CODE_REMOTE_LOGIN_VALUE
        || code == CloseCode.CLOSE_CODE_BANNED_VALUE
        || code == CloseCode.CLOSE_CODE_KICKED_VALUE) {
      stop();
      owner.onEndedByServer(code, why);
      return;
    }
    boolean hopeless =
        code == CloseCode.CLOSE_CODE_PROTOCOL_ERROR_VALUE
            || code == CloseCode.CLOSE_CODE_FRAME_TOO_LARGE_VALUE
            || code == CloseCode.CLOSE_CODE_TLS_NOT_ENABLED_VALUE;
    long atLeastMs = Math.max(0, goodbye.getRetryAfterMs());
    onGone(why, hopeless ? context.tuning.waitMs(Backoff.slowMs()) : atLeastMs);
  }

  private void onGone(String why, long retryAfterMs) {
    boolean wasUp = up;
    dropLink();
    long now = ClientLoop.nowMs();
    if (wasUp) {
      graceEndsMs = now + graceMs;
      failures = now - upSinceMs >= STABLE_AFTER_MS ? 0 : failures;
      owner.onLost(why);
    } else {
      owner.onAttemptFailed(why);
    }
    if (active) {
      retry(retryAfterMs);
    }
  }

  private void dropLink() {
    timer.cancel();
    if (link != null) {
      link.close();
    }
    link = null;
    open = false;
    up = false;
  }
}
