package io.rtmkit.client.internal;

import io.rtmkit.protocol.v1.ChannelMessage;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.JoinReply;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.RecoveryOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The event stream of one joined channel: what has arrived, and what is told of it. Lives as long
 * as the membership. Loop thread.
 */
final class ChannelStream {
  private final String channelId;
  private final RecentMessages recent;
  private long epoch;
  private long offset;
  private int toldCount = -1;
  private @Nullable ChannelHandle handle;

  ChannelStream(String channelId, RecentMessages recent, @Nullable ChannelHandle handle) {
    this.channelId = channelId;
    this.recent = recent;
    this.handle = handle;
  }

  void setHandle(@Nullable ChannelHandle newHandle) {
    handle = newHandle;
  }

  ChannelPosition position() {
    return ChannelPosition.newBuilder()
        .setChannelId(channelId)
        .setEpoch(epoch)
        .setOffset(offset)
        .build();
  }

  /** Joined for the first time: what went before is not told. */
  void onJoined(JoinReply reply) {
    epoch = reply.getEpoch();
    offset = reply.getOffset();
    onCount(reply.getMemberCount());
  }

  /** Joined again after a lost session: what was missed follows, or its loss is told. */
  void onRejoined(JoinReply reply) {
    boolean nothingMissed = reply.getEpoch() == epoch && reply.getOffset() == offset;
    if (reply.hasRecovery()
        && reply.getRecovery().getOutcome() != RecoveryOutcome.RECOVERY_OUTCOME_RESET) {
      onRecovery(reply.getRecovery());
      epoch = reply.getEpoch();
    } else if (reply.hasRecovery() || !nothingMissed) {
      epoch = reply.getEpoch();
      offset = reply.getOffset();
      tell(0, listener -> listener.onChannelReset());
    }
    onCount(reply.getMemberCount());
  }

  /** The stream goes on after a lost connection; tells a gap. */
  void onRecovery(ChannelRecovery recovery) {
    if (recovery.getOutcome() == RecoveryOutcome.RECOVERY_OUTCOME_GAP) {
      offset = Math.max(offset, recovery.getMissedTo());
      tell(
          0,
          listener -> listener.onMessagesMissed(recovery.getMissedFrom(), recovery.getMissedTo()));
    }
  }

  /** A message of this client got its place in the stream. */
  void onPublished(long publishedOffset) {
    offset = Math.max(offset, publishedOffset);
  }

  void onPublication(Publication publication) {
    if (publication.getOffset() <= offset) {
      return;
    }
    offset = publication.getOffset();
    switch (publication.getEventCase()) {
      case MESSAGE:
        onMessage(publication.getMessage());
        break;
      case JOINED:
        Member joined = new Member(channelId, publication.getJoined().getUserId());
        tell(0, listener -> listener.onMemberJoined(joined));
        break;
      case LEFT:
        Member left = new Member(channelId, publication.getLeft().getUserId());
        tell(0, listener -> listener.onMemberLeft(left));
        break;
      default:
        // An event of a newer server: it has its place in the stream, and nothing to tell.
    }
  }

  void onCount(int count) {
    if (count != toldCount) {
      toldCount = count;
      tell(0, listener -> listener.onMemberCountUpdated(count));
    }
  }

  private void onMessage(ChannelMessage message) {
    // A sender repeats to a restarted server what it had no answer for; the old one may have
    // published it.
    if (!recent.add(message.getUserId(), message.getMessageId())) {
      return;
    }
    Message received = Message.received(message.getContent(), message.getServerReceivedMs(), false);
    Member sender = new Member(channelId, message.getUserId());
    tell(message.getSerializedSize(), listener -> listener.onMessageReceived(received, sender));
  }

  private void tell(int bytes, ChannelHandle.Event event) {
    if (handle != null) {
      handle.tell(bytes, event);
    }
  }
}
