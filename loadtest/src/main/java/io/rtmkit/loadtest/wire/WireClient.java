package io.rtmkit.loadtest.wire;

import io.netty.channel.EventLoop;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.GoodbyePush;
import io.rtmkit.protocol.v1.JoinRequest;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.LoginRequest;
import io.rtmkit.protocol.v1.LogoutRequest;
import io.rtmkit.protocol.v1.PingRequest;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.Resume;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One user, far smaller than a client of the SDK, so that ten thousands of them fit into one
 * process. Keeps its session over connections. Called on its event loop, except for {@link #loop}.
 */
public final class WireClient {
  private static final long LOGIN_ID = 1;
  private static final long PING_ID = 2;
  private static final long LOGIN_TIMEOUT_MS = 10_000;
  private static final byte[] PING =
      frame(Request.newBuilder().setRequestId(PING_ID).setPing(PingRequest.newBuilder()));

  private final Wire wire;
  private final int number;
  private final int server;
  private final EventLoop loop;
  private final String userId;
  private final String token;
  private WireListener listener = new WireListener() {};

  // As long as the session.
  private final Session session = new Session();
  private final Questions questions = new Questions();
  private long lastRequestId = PING_ID;
  private long messageId = ThreadLocalRandom.current().nextLong();

  // As long as the connection.
  private @Nullable WireLink link;
  private Login.@Nullable Listener loggingIn;
  private @Nullable GoodbyePush goodbye;
  private boolean loggedIn;
  private boolean beating;
  private boolean pinged;
  private long receivedNanos;

  WireClient(Wire wire, int number, int server, EventLoop loop, String userId, String token) {
    this.wire = wire;
    this.number = number;
    this.server = server;
    this.loop = loop;
    this.userId = userId;
    this.token = token;
  }

  public EventLoop loop() {
    return loop;
  }

  public String userId() {
    return userId;
  }

  public boolean isLoggedIn() {
    return loggedIn;
  }

  public void listener(WireListener newListener) {
    listener = newListener;
  }

  /** Connects and logs in; resumes the session if there was one. */
  public void connect(Login.Listener whenAnswered) {
    loggingIn = whenAnswered;
    goodbye = null;
    receivedNanos = System.nanoTime();
    if (!beating) {
      beating = true;
      wire.heartbeats(loop).add(this);
    }
    link = new WireLink(this, wire.target().webSocket());
    wire.connect(number, server, link);
  }

  /** Asks for something; waits here while too much is unanswered or there is no connection. */
  public void ask(Request.Builder request, ReplyListener whenAnswered) {
    Question question = new Question(request.setRequestId(++lastRequestId).build(), whenAnswered);
    questions.add(question);
    sendHeld();
  }

  public void join(String channelId, ReplyListener whenAnswered) {
    ask(
        Request.newBuilder().setJoin(JoinRequest.newBuilder().setChannelId(channelId)),
        reply -> {
          if (reply.getCode() == 0) {
            session.joined(channelId, reply.getJoin());
          }
          whenAnswered.onReply(reply);
        });
  }

  public void publish(PublishRequest.Builder message, ReplyListener whenAnswered) {
    String channelId = message.getChannelId();
    ask(
        Request.newBuilder().setPublish(message),
        reply -> {
          if (reply.hasPublish()) {
            session.published(channelId, reply.getPublish().getOffset());
          }
          whenAnswered.onReply(reply);
        });
  }

  /** Ends the session; the connection goes with the answer. */
  public void logout(ReplyListener whenAnswered) {
    ask(
        Request.newBuilder().setLogout(LogoutRequest.getDefaultInstance()),
        reply -> {
          drop();
          session.ended();
          whenAnswered.onReply(reply);
        });
  }

  /** Closes the connection without a word: the session waits on the server. */
  public void drop() {
    WireLink open = link;
    disconnected();
    if (open != null) {
      open.close();
    }
  }

  /** Unique among what this user sends. */
  public long nextMessageId() {
    return ++messageId;
  }

  void onOpen(WireLink opened) {
    if (opened != link) {
      opened.close();
      return;
    }
    LoginRequest.Builder login =
        LoginRequest.newBuilder()
            .setAppId(wire.target().appId())
            .setUserId(userId)
            .setToken(token)
            .setSdk("rtm-bench");
    Resume resume = session.resume();
    if (resume != null) {
      login.setResume(resume);
    }
    opened.write(frame(Request.newBuilder().setRequestId(LOGIN_ID).setLogin(login)));
    opened.flush();
  }

  void onEnvelope(WireLink from, Envelope envelope) {
    if (from != link) {
      return;
    }
    receivedNanos = System.nanoTime();
    if (envelope.hasReply()) {
      onReply(envelope.getReply());
    } else if (envelope.hasPush()) {
      onPush(envelope.getPush());
    }
  }

  private void onReply(Reply reply) {
    long id = reply.getRequestId();
    if (id == LOGIN_ID) {
      onLoginReply(reply);
    } else if (id == PING_ID) {
      pinged = false;
    } else {
      Question question = questions.remove(id);
      if (question != null) {
        question.listener().onReply(reply);
        sendHeld();
      }
    }
  }

  private void onLoginReply(Reply reply) {
    Login.Listener waiting = loggingIn;
    loggingIn = null;
    if (reply.getCode() == 0) {
      LoginReply login = reply.getLogin();
      session.opened(login);
      questions.atMost(login.getLimits().getRequestsInFlight());
      wire.heartbeats(loop).interval(login.getTiming().getHeartbeatIntervalMs());
      loggedIn = true;
      sendAgain();
      sendHeld();
    } else {
      drop();
    }
    if (waiting != null) {
      boolean resumed = reply.getLogin().getResumed();
      waiting.onLogin(new Login(reply.getCode(), resumed, reply.getReason()));
    }
  }

  private void onPush(Push push) {
    session.onPush(push);
    if (push.hasGoodbye()) {
      goodbye = push.getGoodbye();
    }
    listener.onPush(push);
  }

  void onReadComplete(WireLink from) {
    if (from != link) {
      return;
    }
    Ack ack = session.takeAck();
    if (ack != null) {
      from.write(Frames.encode(Envelope.newBuilder().setAck(ack).build()));
    }
    from.flush();
  }

  void onClosed(WireLink from, String reason) {
    if (from != link) {
      return;
    }
    Login.Listener waiting = loggingIn;
    boolean wasIn = loggedIn;
    disconnected();
    int code = goodbye == null ? 0 : goodbye.getCloseCode();
    String why = goodbye == null ? reason : goodbye.getReason();
    if (waiting != null) {
      waiting.onLogin(new Login(Login.UNREACHABLE, false, why));
    } else if (wasIn) {
      listener.onLost(code, why);
    }
  }

  /** Looks after the connection, about once in a heartbeat interval. */
  void beat(long now) {
    WireLink open = link;
    if (open == null) {
      return;
    }
    long silence = now - receivedNanos;
    long patience = loggedIn ? session.patienceMs() : LOGIN_TIMEOUT_MS;
    if (silence > TimeUnit.MILLISECONDS.toNanos(patience)) {
      onClosed(open, "nothing came from the server for " + silence / 1_000_000 + " ms");
      open.close();
    } else if (loggedIn && !pinged) {
      pinged = true;
      open.write(PING);
      open.flushSoon();
    }
  }

  private void disconnected() {
    link = null;
    loggingIn = null;
    loggedIn = false;
    pinged = false;
  }

  /** What the old connection left unanswered, in its old order. */
  private void sendAgain() {
    for (Question question : questions.sent()) {
      write(frame(question.request().toBuilder().setResent(true)));
    }
  }

  private void sendHeld() {
    Question next = loggedIn ? questions.next() : null;
    while (next != null) {
      write(Frames.encode(Envelope.newBuilder().setRequest(next.request()).build()));
      next = questions.next();
    }
  }

  private void write(byte[] frame) {
    if (link != null) {
      link.write(frame);
      link.flushSoon();
    }
  }

  private static byte[] frame(Request.Builder request) {
    return Frames.encode(Envelope.newBuilder().setRequest(request).build());
  }
}
