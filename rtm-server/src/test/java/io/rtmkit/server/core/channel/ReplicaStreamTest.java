package io.rtmkit.server.core.channel;

import static io.rtmkit.server.core.channel.SharedRoom.message;
import static io.rtmkit.server.core.channel.SharedRoom.messages;
import static io.rtmkit.server.core.channel.SharedRoom.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.MemoryBudget;
import io.rtmkit.server.core.TestDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The stream of a shared channel as its events arrive: in any order, twice, with gaps. */
class ReplicaStreamTest {
  private static final long EPOCH = 7;

  private final List<Long> applied = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final ReplicaStream stream = stream(1_000);

  private ReplicaStream stream(int historyEvents) {
    ServerConfig config =
        ServerConfig.defaultsWith(Map.of("channel.history-events", "" + historyEvents));
    return new ReplicaStream(
        new ChannelLog(config.channel(), new MemoryBudget(1 << 20)),
        (event, frame) -> {
          assertThat(frame).isEqualTo(event.encode());
          applied.add(event.offset());
        });
  }

  private void add(long... offsets) {
    LongStream.of(offsets).forEach(offset -> stream.add(message(offset, "far"), null, 0));
  }

  /** Adds an event whose application is awaited. */
  private void addAwaited(long offset) {
    stream.add(message(offset, "far"), () -> told.add(offset + " at " + stream.offset()), 0);
  }

  @Test
  void anotherEventAtAPlaceThatIsTakenIsNoticed() {
    stream.begin(EPOCH, 0, 0);
    add(1, 2);
    stream.add(message(2, "far", 5), null, 0); // the same, kept since then
    assertThat(stream.state()).isEqualTo(StreamState.WHOLE);
    stream.add(message(1, "somebody else"), null, 0);
    assertThat(stream.state()).isEqualTo(StreamState.CONTRADICTED);
    assertThat(applied).containsExactly(1L, 2L);
    ChannelPosition before = ChannelPosition.newBuilder().setEpoch(EPOCH).setOffset(1).build();
    assertThat(stream.has(before, "bob")).as("nobody comes back on that").isFalse();

    stream.begin(EPOCH + 1, 1, 0);
    assertThat(stream.state()).isEqualTo(StreamState.WHOLE);
  }

  @Test
  void isAppliedInOrderInWhateverOrderItArrives() {
    stream.begin(EPOCH, 0, 0);
    add(3, 2);
    assertThat(applied).isEmpty();
    assertThat(stream.isGapped()).isTrue();
    add(1);
    assertThat(applied).containsExactly(1L, 2L, 3L);
    assertThat(stream.isGapped()).isFalse();
    add(5);
    assertThat(applied).hasSize(3);
    assertThat(stream.offset()).isEqualTo(3);
    add(4, 6);
    assertThat(applied).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void whatArrivesTwiceIsAppliedOnce() {
    stream.begin(EPOCH, 0, 0);
    add(1, 1, 3, 3, 2, 2, 3, 1);
    assertThat(applied).containsExactly(1L, 2L, 3L);
    assertThat(stream.isGapped()).isFalse();
  }

  @Test
  void whoAwaitsAnEventIsToldWhenItIsAppliedAndAtOnceIfItWasBefore() {
    stream.begin(EPOCH, 0, 0);
    addAwaited(2);
    addAwaited(2);
    assertThat(told).isEmpty();
    addAwaited(1);
    assertThat(told).containsExactly("1 at 1", "2 at 2", "2 at 2");
    addAwaited(1);
    assertThat(told).hasSize(4).endsWith("1 at 2");
    assertThat(applied).containsExactly(1L, 2L);
  }

  @Test
  void whatArrivesBeforeTheBeginningIsKnownWaitsForIt() {
    add(7, 6, 9);
    addAwaited(5);
    assertThat(stream.isBegun()).isFalse();
    assertThat(stream.isGapped()).isFalse();
    stream.begin(EPOCH, 5, 0);
    assertThat(told).containsExactly("5 at 5");
    assertThat(applied).containsExactly(6L, 7L);
    assertThat(stream.isGapped()).isTrue();
    add(8);
    assertThat(applied).containsExactly(6L, 7L, 8L, 9L);
  }

  @Test
  void sixtyFourEventsMayBeEarlyAndThoseThatAreAwaitedBeyondThat() {
    stream.begin(EPOCH, 0, 0);
    LongStream.rangeClosed(2, 66).forEach(this::add); // 66 is one too many
    addAwaited(67);
    add(1);
    assertThat(applied).containsExactlyElementsOf(LongStream.rangeClosed(1, 65).boxed().toList());
    assertThat(stream.isGapped()).isTrue();
    assertThat(stream.fill(slice(66, messages(66, 68)), 68, 0)).isTrue();
    assertThat(applied).hasSize(68).endsWith(66L, 67L, 68L);
    assertThat(told).containsExactly("67 at 68");
  }

  @Test
  void whatWasEarlyInAnotherLifeIsDroppedAndNobodyWaitsForIt() {
    stream.begin(EPOCH, 0, 0);
    add(1, 3);
    addAwaited(4);
    stream.begin(EPOCH + 1, 2, 0);
    assertThat(told).containsExactly("4 at 2");
    assertThat(applied).containsExactly(1L);
    assertThat(stream.isGapped()).isFalse();
    assertThat(stream.epoch()).isEqualTo(EPOCH + 1);
    add(3);
    assertThat(applied).containsExactly(1L, 3L);
    assertThat(stream.after(0, "", 1 << 20).from()).isEqualTo(3); // of this life alone
  }

  @Test
  void whenItGoesOnBehindAGapTheEarlyEventsOfTheSameLifeCount() {
    stream.begin(EPOCH, 0, 0);
    add(5, 6, 9);
    stream.begin(EPOCH, 5, 0);
    assertThat(applied).containsExactly(6L);
    assertThat(stream.offset()).isEqualTo(6);
    assertThat(stream.isGapped()).isTrue();
  }

  @Test
  void whatIsReadFillsTheGapAndOverlapsWithWhatIsThere() {
    stream.begin(EPOCH, 0, 0);
    add(1, 2, 5, 7);
    assertThat(stream.fill(slice(2, messages(2, 6)), 6, 0)).isTrue();
    assertThat(applied).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(stream.isGapped()).isFalse();
    assertThat(stream.fill(slice(2, messages(2, 6)), 6, 0)).isTrue(); // came too late
    assertThat(applied).hasSize(7);
  }

  @Test
  void aGapThatNobodyCanFillIsTold() {
    stream.begin(EPOCH, 0, 0);
    add(1, 5);
    assertThat(stream.fill(slice(3, messages(3, 6)), 6, 0)).isFalse(); // 2 is gone
    assertThat(stream.fill(new LogSlice(false, 2, List.of(messages(2, 6))), 6, 0)).isFalse();
    assertThat(applied).containsExactly(1L);
    assertThat(stream.fill(slice(2, messages(2, 3)), 6, 0)).isFalse(); // ends too early
  }

  @Test
  void hasEverythingBehindAPositionAsLongAsTheLogReaches() {
    ReplicaStream small = stream(3);
    assertThat(small.has(at(EPOCH, 0), "bob")).isFalse();
    small.begin(EPOCH, 4, 0);
    assertThat(small.has(at(EPOCH, 4), "bob")).isTrue();
    assertThat(small.has(at(EPOCH, 3), "bob")).isFalse();
    for (LogEvent event : messages(5, 8)) {
      small.add(event, null, 0);
    }
    assertThat(small.has(at(EPOCH, 5), "bob")).isTrue(); // 6, 7, 8 are kept
    assertThat(small.has(at(EPOCH, 4), "bob")).isFalse();
    assertThat(small.has(at(EPOCH, 9), "bob")).isFalse();
    assertThat(small.has(at(EPOCH + 1, 8), "bob")).isFalse();
    small.add(message(10, "far"), null, 0);
    assertThat(small.has(at(EPOCH, 8), "bob")).isFalse(); // 9 is missing
  }

  private static ChannelPosition at(long epoch, long offset) {
    return TestDomain.position("room", epoch, offset);
  }

  @Test
  void nothingCameBehindWhatIsStillToArrive() {
    stream.begin(EPOCH, 3, 0);
    assertThat(stream.after(5, "bob", 1 << 20)).isEqualTo(new Replay(List.of(), 6, 0, 0));
    add(4, 5);
    assertThat(stream.after(4, "bob", 1 << 20).from()).isEqualTo(5);
    assertThat(stream.after(3, "far", 1 << 20).frames()).isEmpty(); // they are its own
  }
}
