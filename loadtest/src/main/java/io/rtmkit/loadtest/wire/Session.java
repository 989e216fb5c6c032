package io.rtmkit.loadtest.wire;

import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.JoinReply;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Resume;
import org.jspecify.annotations.Nullable;

/**
 * What a client has of its session, and keeps when the connection is lost. Called on the client's
 * event loop.
 */
final class Session {
  private static final int USUAL_PATIENCE_MS = 4_000;

  private Resume.@Nullable Builder resume;
  private int patienceMs = USUAL_PATIENCE_MS;
  private long inboxOffset;
  private boolean ackDue;
  private @Nullable Memberships memberships;

  void opened(LoginReply login) {
    if (!login.getResumed()) {
      ended();
    }
    resume =
        Resume.newBuilder().setSessionId(login.getSessionId()).setSecret(login.getResumeSecret());
    patienceMs = login.getTiming().getInterruptedAfterMs();
  }

  void ended() {
    resume = null;
    inboxOffset = 0;
    ackDue = false;
    memberships = null;
  }

  /** With what the session goes on; null if there is none. */
  @Nullable Resume resume() {
    if (resume == null) {
      return null;
    }
    Resume.Builder now = resume.clone().setInboxOffset(inboxOffset);
    return (memberships == null ? now : now.addAllChannels(memberships.positions())).build();
  }

  /** Nothing for so long: the connection is lost. */
  int patienceMs() {
    return patienceMs;
  }

  void joined(String channelId, JoinReply reply) {
    memberships = memberships == null ? new Memberships() : memberships;
    memberships.joined(channelId, reply);
  }

  void published(String channelId, long offset) {
    if (memberships != null) {
      memberships.published(channelId, offset);
    }
  }

  void onPush(Push push) {
    if (push.getInboxOffset() > inboxOffset) {
      inboxOffset = push.getInboxOffset();
      ackDue = true;
    }
    if (memberships != null) {
      memberships.onPush(push);
    }
  }

  /** What is to be acknowledged now; null for nothing. */
  @Nullable Ack takeAck() {
    Ack.Builder ack = Ack.newBuilder();
    boolean due = ackDue;
    ackDue = false;
    if (memberships != null) {
      due |= memberships.acknowledge(ack);
    }
    return due ? ack.setInboxOffset(inboxOffset).build() : null;
  }
}
