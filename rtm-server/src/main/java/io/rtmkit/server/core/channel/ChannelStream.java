package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.MemberJoined;
import io.rtmkit.protocol.v1.MemberLeft;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.RecoveryOutcome;
import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.port.Telemetry;

/**
 * The events of a channel: its epoch, the last offset, the log, and what a returning member can
 * still get. Not thread-safe: guarded by the channel's monitor.
 */
final class ChannelStream {
  private final String channelId;
  private final long epoch;
  private final ChannelLog log;
  private final Telemetry telemetry;
  private long offset;
  private long storedId;

  /**
   * Begins without events.
   *
   * @param createdMs now, Unix time: what was stored before was published in an earlier life of the
   *     channel, if at all
   */
  ChannelStream(String channelId, long epoch, long createdMs, ChannelShare share) {
    this.channelId = channelId;
    this.storedId = LogIds.first(createdMs) - 1;
    this.epoch = epoch;
    this.log = share.newLog();
    this.telemetry = share.observers().telemetry();
  }

  long epoch() {
    return epoch;
  }

  long offset() {
    return offset;
  }

  /** The highest stored id of a message that was published, in this life or an earlier one. */
  long storedId() {
    return storedId;
  }

  ChannelLog log() {
    return log;
  }

  /**
   * The next event: a message.
   *
   * @param acknowledge whether its sender wants delivery receipts
   * @param receivers how many members it goes to
   */
  Publication message(PublishOrder order, String senderId, boolean acknowledge, int receivers) {
    telemetry.published(receivers);
    storedId = Math.max(storedId, order.storedId());
    return next().setMessage(Publications.message(order, senderId, acknowledge)).build();
  }

  private Publication.Builder next() {
    offset++;
    return Publication.newBuilder().setChannelId(channelId).setOffset(offset);
  }

  Publication joined(String userId) {
    return next().setJoined(MemberJoined.newBuilder().setUserId(userId)).build();
  }

  Publication left(String userId) {
    return next().setLeft(MemberLeft.newBuilder().setUserId(userId)).build();
  }

  /** What a member that was at a position is sent; nothing if the position says nothing to us. */
  Replay after(ChannelPosition position, String userId, int maxBytes) {
    return isKnown(position)
        ? log.after(position.getOffset(), offset, userId, maxBytes)
        : Replay.NOTHING;
  }

  /** What that member is told of it. */
  ChannelRecovery describe(ChannelPosition position, Replay replay) {
    if (!isKnown(position)) {
      return reset();
    }
    if (replay.from() <= position.getOffset() + 1) {
      return recovery(RecoveryOutcome.RECOVERY_OUTCOME_COMPLETE).build();
    }
    return recovery(RecoveryOutcome.RECOVERY_OUTCOME_GAP)
        .setMissedFrom(position.getOffset() + 1)
        .setMissedTo(replay.from() - 1)
        .build();
  }

  ChannelRecovery reset() {
    return recovery(RecoveryOutcome.RECOVERY_OUTCOME_RESET).build();
  }

  /** Whether a position is one of this stream. */
  boolean isKnown(ChannelPosition position) {
    return position.getEpoch() == epoch
        && position.getOffset() >= 0
        && position.getOffset() <= offset;
  }

  private ChannelRecovery.Builder recovery(RecoveryOutcome outcome) {
    return ChannelRecovery.newBuilder()
        .setChannelId(channelId)
        .setOutcome(outcome)
        .setEpoch(epoch)
        .setOffset(offset);
  }
}
