package io.rtmkit.client.internal;

import io.rtmkit.client.internal.ClientLoop.Timer;
import io.rtmkit.client.internal.transport.ServerAddress;
import io.rtmkit.client.internal.transport.Transport;
import io.rtmkit.client.internal.transport.TransportListener;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.PingRequest;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.Timing;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * One connection as the loop sees it: requests out, replies and pushes in, and the heartbeat. Lives
 * as long as the connection. Loop thread; its inner class hops there from the reader thread.
 */
final class Link {
  private static final long USUAL_HEARTBEAT_MS = 3_000;
  private static final long USUAL_INTERRUPTED_MS = 4_000;
  // A server that asks for less would keep both sides busy with pings.
  private static final long MIN_HEARTBEAT_MS = 20;
  // Reads that wait for the loop.
  private static final int BATCHES = 4;
  private static final int PING_ID = 0;

  /** Who is told what happens on a link. Loop thread. */
  interface Owner {
    void onOpen(Link link);

    void onReply(Link link, Reply reply);

    void onPush(Link link, Push push);

    /** Everything that one read brought has been told. */
    void onBatchEnd(Link link);

    /** The connection is gone; the last call for this link. Not told after {@link #close}. */
    void onEnd(Link link, String why);
  }

  private final ClientContext context;
  private final Transport transport;
  private final Semaphore room = new Semaphore(BATCHES);
  private Owner owner;
  private boolean ended;

  private long heartbeatMs;
  private long interruptedMs;
  private long lastSentMs;
  private long lastPingMs;
  private Timer heartbeat = Timer.NONE;

  Link(ClientContext context, ServerAddress server, Owner owner) {
    this.context = context;
    this.owner = owner;
    transport =
        Transport.open(server, context.settings.caFile(), context.name, new FromTransport());
  }

  /** Hands the link over: everything from now on is told to another. */
  void setOwner(Owner next) {
    owner = next;
  }

  void send(Request request) {
    send(Envelope.newBuilder().setRequest(request));
  }

  void ack(Ack.Builder ack) {
    send(Envelope.newBuilder().setAck(ack));
  }

  /** For how long the server has not sent a byte, though it could have. */
  long silentMs() {
    return transport.silentMs();
  }

  /** Begins to send pings and to watch for silence, at the server's pace. */
  void watch(Timing timing) {
    heartbeatMs =
        Math.max(MIN_HEARTBEAT_MS, orUsual(timing.getHeartbeatIntervalMs(), USUAL_HEARTBEAT_MS));
    interruptedMs =
        Math.max(heartbeatMs, orUsual(timing.getInterruptedAfterMs(), USUAL_INTERRUPTED_MS));
    lastPingMs = ClientLoop.nowMs();
    heartbeat = context.loop.schedule(heartbeatMs, this::checkHeartbeat);
  }

  /** Ends the connection; the owner hears no more of it. */
  void close() {
    ended = true;
    heartbeat.cancel();
    transport.close();
  }

  private void send(Envelope.Builder frame) {
    lastSentMs = ClientLoop.nowMs();
    transport.send(Frames.encode(frame.build()));
  }

  private void end(String why) {
    if (!ended) {
      close();
      owner.onEnd(this, why);
    }
  }

  private void onFrames(List<Envelope> frames) {
    for (Envelope frame : frames) {
      if (ended) {
        return;
      }
      onFrame(frame);
    }
    if (!ended) {
      owner.onBatchEnd(this);
    }
  }

  private void onFrame(Envelope frame) {
    switch (frame.getFrameCase()) {
      case REPLY:
        owner.onReply(this, frame.getReply());
        break;
      case PUSH:
        owner.onPush(this, frame.getPush());
        break;
      default:
        end("protocol error: the server sent a frame that is neither reply nor push");
    }
  }

  private void checkHeartbeat() {
    if (ended) {
      return;
    }
    long silent = silentMs();
    if (silent >= interruptedMs) {
      end("nothing received for " + silent + " ms");
      return;
    }
    // The server waits for us as we wait for it: who only listens, or is too busy to read, must
    // speak too.
    long now = ClientLoop.nowMs();
    long idle = Math.max(silent, now - lastSentMs);
    if (Math.min(idle, now - lastPingMs) >= heartbeatMs) {
      ping();
    }
    long untilPing = heartbeatMs - Math.min(idle, now - lastPingMs);
    heartbeat =
        context.loop.schedule(
            Math.max(1, Math.min(untilPing, interruptedMs - silent)), this::checkHeartbeat);
  }

  private void ping() {
    lastPingMs = ClientLoop.nowMs();
    PingRequest body = PingRequest.getDefaultInstance();
    send(Request.newBuilder().setRequestId(PING_ID).setPing(body).build());
  }

  private static long orUsual(int ms, long usual) {
    return ms > 0 ? ms : usual;
  }

  /** Takes what the reader thread tells to the loop, and holds it back while too much waits. */
  private final class FromTransport implements TransportListener {
    @Override
    public void onOpen() {
      context.loop.execute(
          () -> {
            if (!ended) {
              owner.onOpen(Link.this);
            }
          });
    }

    @Override
    public void onFrames(List<Envelope> frames) throws IOException, InterruptedException {
      context.callbacks.awaitRoom();
      room.acquire();
      if (!context.loop.execute(() -> process(frames))) {
        throw new IOException("the client was released");
      }
    }

    @Override
    public void onClosed(String why) {
      context.loop.execute(() -> end(why));
    }

    private void process(List<Envelope> frames) {
      room.release();
      Link.this.onFrames(frames);
    }
  }
}
