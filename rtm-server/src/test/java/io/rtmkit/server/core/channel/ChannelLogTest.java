package io.rtmkit.server.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.config.ChannelConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.MemoryBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The last events of a channel, in arrays that grow and shrink, against a plain list of them. */
class ChannelLogTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @SuppressWarnings("ArrayRecordComponent") // compared one by one
  private record Kept(long offset, long at, byte[] frame, String userId, long storedId) {}

  private final Random random = new Random(7);
  private final ChannelConfig config = config(50, 2_000);
  private final MemoryBudget budget = new MemoryBudget(1 << 20);
  private final ChannelLog log = new ChannelLog(config, budget);
  private final List<Kept> kept = new ArrayList<>();
  private long now = Long.MAX_VALUE - 500 * SECOND; // the time of a machine may turn over
  private long offset;

  private static ChannelConfig config(int events, int bytes) {
    return ServerConfig.defaultsWith(
            Map.of(
                "channel.history-events", "" + events,
                "channel.history-bytes", bytes + "B",
                "channel.history-age", "10s"))
        .channel();
  }

  private void add() {
    byte[] frame = new byte[1 + random.nextInt(100)];
    random.nextBytes(frame);
    String userId = "user-" + random.nextInt(4);
    long storedId = random.nextInt(3) == 0 ? offset + 1_000 : 0;
    offset++;
    log.add(offset, now, frame, userId, storedId);
    kept.add(new Kept(offset, now, frame, userId, storedId));
    while (kept.size() > config.historyEvents() || bytes() > config.historyBytes()) {
      kept.remove(0);
    }
    dropOld();
  }

  private void dropOld() {
    kept.removeIf(each -> now - each.at() > config.historyAge().toNanos());
  }

  private long bytes() {
    return kept.stream().mapToLong(each -> each.frame().length).sum();
  }

  private void check(long after, String userId) {
    List<Kept> expected =
        kept.stream()
            .filter(each -> each.offset() > after && !each.userId().equals(userId))
            .toList();
    Replay replay = log.after(after, offset, userId, Integer.MAX_VALUE);
    assertThat(replay.frames())
        .containsExactlyElementsOf(expected.stream().map(Kept::frame).toList());
    List<Kept> all = kept.stream().filter(each -> each.offset() > after).toList();
    assertThat(replay.from()).isEqualTo(all.isEmpty() ? offset + 1 : all.get(0).offset());
    assertThat(replay.firstStoredId())
        .isEqualTo(
            all.stream().mapToLong(Kept::storedId).filter(id -> id != 0).findFirst().orElse(0));
    assertThat(replay.bytes()).isEqualTo(expected.stream().mapToInt(k -> k.frame().length).sum());
    assertThat(log.isEmpty()).isEqualTo(kept.isEmpty());
    for (Kept each : all) {
      assertThat(log.find(each.offset())).isEqualTo(each.frame());
    }
    assertThat(log.find(offset + 1)).isNull();
    assertThat(log.find(offset - kept.size())).isNull();
    assertThat(budget.used()).isEqualTo(bytes());
  }

  @Test
  void keepsTheLastOnesWhateverComes() {
    for (int step = 0; step < 20_000; step++) {
      switch (random.nextInt(40)) {
        case 0 -> now += random.nextLong(12 * SECOND);
        case 1 -> {
          log.clear();
          kept.clear();
        }
        case 2 -> {
          log.expire(now);
          dropOld();
        }
        default -> add();
      }
      check(offset - random.nextInt(60), "user-" + random.nextInt(5));
    }
  }

  @Test
  void ofMoreThanFitsTheNewestAreReplayed() {
    for (int i = 0; i < 10; i++) {
      log.add(++offset, now, new byte[10], "alice", 0);
    }
    Replay replay = log.after(2, offset, "bob", 35);
    assertThat(replay.frames()).hasSize(3);
    assertThat(replay.from()).isEqualTo(8);
    assertThat(log.after(2, offset, "alice", 0).from()).as("own events take no room").isEqualTo(3);
  }

  @Test
  void givesWayWhenAllChannelsTogetherHaveTooMuch() {
    MemoryBudget small = new MemoryBudget(100);
    ChannelLog crowded = new ChannelLog(config, small);
    for (int i = 1; i <= 10; i++) {
      crowded.add(i, now, new byte[30], "alice", 0);
    }
    assertThat(small.used()).isEqualTo(90);
    assertThat(crowded.after(0, 10, "bob", 1_000).from()).isEqualTo(8);
    small.take(100);
    crowded.add(11, now, new byte[30], "alice", 0);
    assertThat(crowded.isEmpty()).isTrue();
    assertThat(small.used()).isEqualTo(100);
  }

  @Test
  void memoryOfABurstIsGivenBack() {
    FrameRing ring = new FrameRing();
    for (int i = 0; i < 1_000; i++) {
      ring.add(new byte[100]);
    }
    int most = ring.capacity();
    for (int i = 0; i < 999; i++) {
      ring.removeFirst(100);
      ring.trim();
    }
    assertThat(most).isBetween(100_000, 210_000);
    assertThat(ring.capacity()).isLessThan(1_000);
    ring.removeFirst(100);
    ring.trim();
    assertThat(ring.capacity()).isZero();
  }
}
