package io.rtmkit.client.internal;

import io.rtmkit.client.RtmLock;
import io.rtmkit.protocol.v1.ChannelAttributesPush;
import io.rtmkit.protocol.v1.ChannelLocksPush;
import io.rtmkit.protocol.v1.ChannelMessage;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.JoinReply;
import io.rtmkit.protocol.v1.MissedChannelMessagePush;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.RecoveryOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event stream of one joined channel: what has arrived, and what is told of it. Lives as long
 * as the membership. Loop thread.
 */
final class ChannelStream {
  private final String channelId;
  private final RecentMessages recent;
  private final ChannelAcks acks;
  private long epoch;
  private long offset;
  // Outside of the stream: the revisions told last.
  private long attributesRevision;
  private long locksRevision;
  // Of messages stored for members that are lost: up to here nothing is missing.
  private long storedId;
  private int toldCount = -1;
  private @Nullable ChannelHandle handle;

  ChannelStream(
      String channelId, RecentMessages recent, ChannelAcks acks, @Nullable ChannelHandle handle) {
    this.channelId = channelId;
    this.recent = recent;
    this.acks = acks;
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
        .setAttributesRevision(attributesRevision)
        .setLocksRevision(locksRevision)
        .setStoredId(storedId)
        .build();
  }

  /** Joined for the first time: what went before is not told. */
  void onJoined(JoinReply reply) {
    epoch = reply.getEpoch();
    offset = reply.getOffset();
    attributesRevision = reply.getAttributesRevision();
    locksRevision = reply.getLocksRevision();
    storedId = reply.getStoredId();
    onCount(reply.getMemberCount());
  }

  /**
   * Joined again after a lost session: what was missed follows, or its loss is told. The revisions
   * stay: attributes and locks that are newer follow too.
   */
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
    // Acknowledged again, too: the ack may be what was lost.
    if (publication.hasMessage() && publication.getMessage().getAcknowledge()) {
      acks.add(channelId, publication.getOffset());
    }
    if (publication.getOffset() <= offset) {
      return;
    }
    offset = publication.getOffset();
    switch (publication.getEventCase()) {
      case MESSAGE:
        onMessage(publication.getMessage(), false);
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

  /** A message that was kept for this member while it was lost. */
  void onMissed(MissedChannelMessagePush push) {
    if (push.getLost() > 0) {
      tell(0, listener -> listener.onChannelMessagesLost(channelId, push.getLost()));
    }
    onMessage(push.getMessage(), true);
  }

  void onCount(int count) {
    if (count != toldCount) {
      toldCount = count;
      tell(0, listener -> listener.onMemberCountUpdated(channelId, count));
    }
  }

  void onAttributes(ChannelAttributesPush push) {
    if (push.getRevision() > attributesRevision) {
      attributesRevision = push.getRevision();
      AttributeSet set = new AttributeSet(channelId, push.getAttributesList(), attributesRevision);
      tell(push.getSerializedSize(), listener -> listener.onAttributesUpdated(set));
    }
  }

  void onLocks(ChannelLocksPush push) {
    if (push.getRevision() > locksRevision) {
      locksRevision = push.getRevision();
      List<RtmLock> locks = HeldLock.listOf(channelId, push.getLocksList());
      tell(push.getSerializedSize(), listener -> listener.onLocksUpdated(channelId, locks));
    }
  }

  private void onMessage(ChannelMessage message, boolean offline) {
    storedId = Math.max(storedId, message.getStoredId());
    // A sender repeats to a restarted server what it had no answer for; the old one may have
    // published it. And what was missed may be in the stream as well.
    if (!recent.add(message.getUserId(), message.getMessageId())) {
      return;
    }
    Message received =
        Message.received(message.getContent(), message.getServerReceivedMs(), offline);
    Member sender = new Member(channelId, message.getUserId());
    tell(message.getSerializedSize(), listener -> listener.onMessageReceived(received, sender));
  }

  private void tell(int bytes, ChannelHandle.Event event) {
    if (handle != null) {
      handle.tell(bytes, event);
    }
  }
}
