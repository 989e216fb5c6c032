package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.RecoveryOutcome;
import io.rtmkit.server.core.port.MissedBound;

/**
 * What became of a channel when its member came back.
 *
 * @param replayedBytes size of the events that were sent again
 * @param firstStoredId of the first message among them that is kept for lost members; 0 if none is
 */
public record Resumed(ChannelRecovery recovery, int replayedBytes, long firstStoredId) {
  /** Of a channel that is not there any more. */
  static Resumed reset(String channelId) {
    return new Resumed(
        ChannelRecovery.newBuilder()
            .setChannelId(channelId)
            .setOutcome(RecoveryOutcome.RECOVERY_OUTCOME_RESET)
            .build(),
        0,
        0);
  }

  /**
   * Up to which stored id messages are missing that were not sent again.
   *
   * @param lastStoredId the highest stored id that had been published
   */
  MissedBound missed(long lastStoredId) {
    if (recovery.getOutcome() == RecoveryOutcome.RECOVERY_OUTCOME_COMPLETE) {
      return MissedBound.NOTHING;
    }
    return firstStoredId == 0 ? MissedBound.upTo(lastStoredId) : MissedBound.before(firstStoredId);
  }
}
