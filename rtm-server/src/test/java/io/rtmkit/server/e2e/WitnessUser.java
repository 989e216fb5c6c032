package io.rtmkit.server.e2e;

import io.rtmkit.protocol.v1.CancelInvitationRequest;
import io.rtmkit.protocol.v1.LeaveRequest;
import io.rtmkit.protocol.v1.LogoutRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.SendInvitationRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A user who logs in, joins, sends, invites and logs out over and over, and writes down every event
 * that it knows of because it was answered. Runs on a thread of its own.
 */
final class WitnessUser implements Runnable {
  private static final int CACHED = 4;
  private static final long PAUSE_NANOS = 20_000_000;

  private final String userId;
  private final int port;
  private final Thread thread;
  private final List<String> known = new ArrayList<>();
  private final AtomicInteger rounds = new AtomicInteger();
  private volatile boolean stopping;
  private volatile String problem = "";
  private long invitationId = 1;

  WitnessUser(String userId, int port) {
    this.userId = userId;
    this.port = port;
    this.thread = new Thread(this, userId);
  }

  void start() {
    thread.start();
  }

  /** Ends after the present round, and waits for that. */
  void stop() throws InterruptedException {
    stopping = true;
    thread.join();
  }

  String userId() {
    return userId;
  }

  /** How often it has done all of it. */
  int rounds() {
    return rounds.get();
  }

  /** What went wrong otherwise than by the end of the server; empty if nothing did. */
  String problem() {
    return problem;
  }

  /** The events that it knows of, in order; after {@link #stop}. */
  List<String> known() {
    return known;
  }

  @Override
  public void run() {
    while (!stopping && problem.isEmpty()) {
      try (WireClient client = WireClient.open(port)) {
        round(client);
        rounds.incrementAndGet();
      } catch (IOException | UncheckedIOException | AssertionError e) {
        LockSupport.parkNanos(PAUSE_NANOS); // the server is gone; what was asked last is unknown
      }
    }
  }

  private void round(WireClient client) {
    String room = "room-" + userId;
    note("user.online", client.call(WireClient.loginRequest(userId)), 0);
    note("channel.joined", client.join(room), 0);
    for (int i = 0; i < 3; i++) {
      Request.Builder message = WireClient.toPeer("absent-" + userId, "hello");
      message.getPeerMessageBuilder().setEnableOfflineMessaging(true);
      long id = message.getPeerMessage().getMessageId();
      note("message.stored " + Long.toUnsignedString(id), client.call(message), CACHED);
    }
    note(
        "channel.left",
        client.call(Request.newBuilder().setLeave(LeaveRequest.newBuilder().setChannelId(room))),
        0);
    long id = invitationId++;
    note(
        "invitation.sent " + id,
        client.call(
            Request.newBuilder()
                .setSendInvitation(
                    SendInvitationRequest.newBuilder()
                        .setInvitationId(id)
                        .setCalleeId("absent-" + userId))),
        0);
    note(
        "invitation.ended " + id,
        client.call(
            Request.newBuilder()
                .setCancelInvitation(CancelInvitationRequest.newBuilder().setInvitationId(id))),
        0);
    note(
        "user.offline",
        client.call(Request.newBuilder().setLogout(LogoutRequest.getDefaultInstance())),
        0);
  }

  private void note(String event, Reply reply, int code) {
    if (reply.getCode() == code) {
      known.add(event);
    } else {
      problem = event + " was answered " + reply.getCode() + ": " + reply.getReason();
    }
  }
}
