package io.rtmkit.server.handler;

import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.server.config.Rate;
import io.rtmkit.server.core.Wire;
import io.rtmkit.server.core.lane.Link;
import io.rtmkit.server.core.session.Session;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to its one reply. Handlers get it on the lane; a reply may be given from
 * any thread. A reply to a session goes to the connection that the session has by then.
 */
final class Call {
  private final Client client;
  private final Request request;
  private final @Nullable Session session;

  Call(Client client, Request request, @Nullable Session session) {
    this.client = client;
    this.request = request;
    this.session = session;
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
    reply(Reply.newBuilder());
  }

  void refuse(int code, String reason) {
    reply(Reply.newBuilder().setCode(code).setReason(reason));
  }

  /** Refuses for a rate limit; the client learns when the next call will be let through. */
  void refuseTooOften(int code, String what, Rate rate, long waitNanos) {
    long waitMs = TimeUnit.NANOSECONDS.toMillis(waitNanos) + 1;
    reply(
        Reply.newBuilder()
            .setCode(code)
            .setReason(what + ": called too often, at most " + rate + "; next in " + waitMs + " ms")
            .setRetryAfterMs((int) waitMs));
  }

  void reply(Reply.Builder reply) {
    byte[] frame = encode(reply);
    if (session != null) {
      session.send(frame);
    } else {
      link().lane().execute(() -> link().write(frame));
    }
  }

  /**
   * Keeps a place for the reply ahead of everything sent from here on, so that events that the
   * handler sets off follow it. To be completed before the handler returns.
   */
  ReservedReply reserve() {
    ReservedReply reserved = new ReservedReply();
    // The lane gets to this task after the handler has returned: both run on its thread.
    link().lane().execute(reserved);
    return reserved;
  }

  private byte[] encode(Reply.Builder reply) {
    return Wire.encode(reply.setRequestId(request.getRequestId()).build());
  }

  /** The place of a reply that is still being made. Lane only. */
  final class ReservedReply implements Runnable {
    private byte @Nullable [] frame;

    void complete(Reply.Builder reply) {
      frame = encode(reply);
    }

    @Override
    public void run() {
      if (frame != null) {
        link().write(frame);
      }
    }
  }
}
