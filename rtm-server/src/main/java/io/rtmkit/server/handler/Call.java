package io.rtmkit.server.handler;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.LoginRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.server.config.Rate;
import io.rtmkit.server.core.HotFrames;
import io.rtmkit.server.core.Wire;
import io.rtmkit.server.core.lane.Link;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.Telemetry;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to its one reply. Handlers get it on the lane; a reply may be given from
 * any thread. A reply to a session goes to the connection that the session has by then.
 */
final class Call {
  /** When a client should ask again for what failed for now. */
  static final int RETRY_MS = 1_000;

  private final Client client;
  private final Request request;
  private final @Nullable Session session;
  private final Telemetry telemetry;
  private final RequestLog log;
  private final long receivedNanos;

  Call(
      Client client,
      Request request,
      @Nullable Session session,
      Telemetry telemetry,
      RequestLog log,
      long receivedNanos) {
    this.client = client;
    this.request = request;
    this.session = session;
    this.telemetry = telemetry;
    this.log = log;
    this.receivedNanos = receivedNanos;
  }

  Request request() {
    return request;
  }

  Client client() {
    return client;
  }

  Link link() {
    return client.link();
  }

  /** When the request arrived, in the time of {@link System#nanoTime}. */
  long receivedNanos() {
    return receivedNanos;
  }

  /** The session; only for kinds of requests that need a login. */
  Session session() {
    if (session == null) {
      throw new IllegalStateException("a handler asked for the session before login");
    }
    return session;
  }

  /**
   * Runs tasks on the lane of the connection: at once if that is where they come from. To be asked
   * for by the handler, which is there.
   */
  Executor lane() {
    Thread here = Thread.currentThread();
    return task -> {
      if (Thread.currentThread() == here) {
        task.run();
      } else {
        link().lane().execute(task);
      }
    };
  }

  void ok() {
    told(0, false, "");
    send(HotFrames.ok(request.getRequestId()));
  }

  void refuse(int code, String reason) {
    reply(Reply.newBuilder().setCode(code).setReason(reason));
  }

  /** Refuses because something that the server depends on did not do its part. */
  void fail(int code, @Nullable StoreException problem) {
    reply(failure(code, problem));
  }

  /** The reply of {@link #fail}. */
  Reply.Builder failure(int code, @Nullable StoreException problem) {
    return Reply.newBuilder()
        .setCode(code)
        .setReason(StoreException.of(problem).reason())
        .setRetryAfterMs(RETRY_MS);
  }

  /** Refuses for a rate limit; the client learns when the next call will be let through. */
  void refuseTooOften(int code, String what, Rate rate, long waitNanos) {
    long waitMs = TimeUnit.NANOSECONDS.toMillis(waitNanos) + 1;
    String reason = what + ": called too often, at most " + rate + "; next in " + waitMs + " ms";
    told(code, true, reason);
    send(encode(Reply.newBuilder().setCode(code).setReason(reason).setRetryAfterMs((int) waitMs)));
  }

  void reply(Reply.Builder reply) {
    told(reply.getCode(), false, reply.getReason());
    send(encode(reply));
  }

  private void send(byte[] frame) {
    if (session != null) {
      session.send(frame);
    } else {
      link().lane().write(link(), frame);
    }
  }

  /**
   * Keeps a place for the reply ahead of everything sent from here on, so that events that the
   * handler sets off follow it. On the lane, to be completed before the handler returns: then the
   * reply certainly comes first. Elsewhere the lane may get there before; the reply follows then.
   */
  ReservedReply reserve() {
    ReservedReply reserved = new ReservedReply();
    link().lane().execute(reserved);
    return reserved;
  }

  /** Who asks, or says so at a login; null if it is nobody. */
  private @Nullable UserKey user() {
    if (session != null) {
      return session.user();
    }
    LoginRequest login = request.getLogin();
    boolean sound =
        Ids.findUserIdProblem("", login.getUserId()) == null
            && Ids.findAppIdProblem("", login.getAppId()) == null;
    return sound ? new UserKey(login.getAppId(), login.getUserId()) : null;
  }

  private byte[] encode(Reply.Builder reply) {
    return Wire.encode(reply.setRequestId(request.getRequestId()).build());
  }

  private void told(int code, boolean tooOften, String reason) {
    telemetry.answered(request.getBodyCase(), code, tooOften, receivedNanos);
    if (log.wants(code)) {
      log.answered(user(), request.getBodyCase(), code, reason);
    }
  }

  /** The place of a reply that is still being made. Completed once, on any thread. */
  final class ReservedReply implements Runnable {
    @GuardedBy("this")
    private byte @Nullable [] frame;

    @GuardedBy("this")
    private boolean passed;

    void complete(Reply.Builder reply) {
      told(reply.getCode(), false, reply.getReason());
      byte[] encoded = encode(reply);
      synchronized (this) {
        frame = encoded;
        if (!passed) {
          return;
        }
      }
      link().lane().write(link(), encoded);
    }

    @Override
    public void run() {
      byte[] encoded;
      synchronized (this) {
        encoded = frame;
        passed = true;
      }
      if (encoded != null) {
        link().write(encoded);
      }
    }
  }
}
