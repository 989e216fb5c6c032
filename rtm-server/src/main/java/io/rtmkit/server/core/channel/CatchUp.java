package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.RecoveryOutcome;
import io.rtmkit.server.core.port.MissedBound;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member is sent that comes to a shared channel, or comes back to it, as of one moment.
 * Immutable.
 *
 * @param facts how the channel stood then
 * @param since what the member says it has; null if nothing
 * @param slice what came behind that until then
 * @param notices frames of attributes and locks that it was not told of
 */
public record CatchUp(
    ChannelFacts facts, @Nullable ChannelPosition since, LogSlice slice, List<byte[]> notices) {
  public CatchUp {
    notices = List.copyOf(notices);
  }

  /** Of a member that has been here all the time, and missed only what is here. */
  static CatchUp fromHere(ChannelPosition since, int members, ReplicaNotices notices) {
    ChannelFacts facts =
        new ChannelFacts(
            since.getEpoch(),
            since.getOffset(),
            members,
            0,
            notices.attributesTold(),
            notices.attributesTold(),
            notices.locksTold(),
            0,
            List.of());
    LogSlice slice = new LogSlice(true, since.getOffset() + 1, List.of());
    return new CatchUp(facts, since, slice, List.of());
  }

  /**
   * What the member is sent, and what it is told of it.
   *
   * @param from the first offset from which nothing is missing
   * @param firstStoredId of the first message among the events that is kept for lost members; 0 if
   *     none is
   */
  record Plan(
      List<byte[]> frames, ChannelRecovery recovery, long from, int bytes, long firstStoredId) {
    /**
     * Up to which stored id messages are missing that are not sent.
     *
     * @param lastStoredId the highest stored id that had been published
     */
    MissedBound missed(long lastStoredId) {
      if (recovery.getOutcome() == RecoveryOutcome.RECOVERY_OUTCOME_COMPLETE) {
        return MissedBound.NOTHING;
      }
      boolean reset = recovery.getOutcome() == RecoveryOutcome.RECOVERY_OUTCOME_RESET;
      return reset || firstStoredId == 0
          ? MissedBound.upTo(lastStoredId)
          : MissedBound.before(firstStoredId);
    }
  }

  /**
   * Puts together what is sent.
   *
   * @param channelId of the channel
   * @param userId of the member, who does not get events of its own
   * @param maxBytes the most that is replayed; older events are told as a gap
   * @param later what came after that moment, from the event behind it on if nothing is missing
   */
  Plan plan(String channelId, String userId, int maxBytes, Replay later) {
    int noticeBytes = notices.stream().mapToInt(notice -> notice.length).sum();
    ArrayList<byte[]> newestFirst = new ArrayList<>();
    int bytes = noticeBytes + later.bytes();
    long from = later.from();
    long firstStoredId = later.firstStoredId();
    List<LogEvent> before = from == facts.offset() + 1 ? slice.events() : List.of();
    for (int i = before.size() - 1; i >= 0; i--) {
      LogEvent event = before.get(i);
      if (!event.userId().equals(userId)) {
        byte[] frame = event.encode();
        if (bytes + frame.length > maxBytes) {
          break;
        }
        bytes += frame.length;
        newestFirst.add(frame);
      }
      from = event.offset();
      long storedId = event.event().getMessage().getStoredId();
      firstStoredId = storedId == 0 ? firstStoredId : storedId;
    }
    List<byte[]> frames = new ArrayList<>(newestFirst.size() + notices.size());
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      frames.add(newestFirst.get(i));
    }
    frames.addAll(later.frames());
    frames.addAll(notices);
    return new Plan(frames, recovery(channelId, from), from, bytes, firstStoredId);
  }

  private ChannelRecovery recovery(String channelId, long from) {
    ChannelRecovery.Builder recovery =
        ChannelRecovery.newBuilder()
            .setChannelId(channelId)
            .setEpoch(facts.epoch())
            .setOffset(facts.offset());
    if (since == null || !slice.known()) {
      return recovery.setOutcome(RecoveryOutcome.RECOVERY_OUTCOME_RESET).build();
    }
    if (from <= since.getOffset() + 1) {
      return recovery.setOutcome(RecoveryOutcome.RECOVERY_OUTCOME_COMPLETE).build();
    }
    return recovery
        .setOutcome(RecoveryOutcome.RECOVERY_OUTCOME_GAP)
        .setMissedFrom(since.getOffset() + 1)
        .setMissedTo(from - 1)
        .build();
  }
}
