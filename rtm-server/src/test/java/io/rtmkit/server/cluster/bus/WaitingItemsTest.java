package io.rtmkit.server.cluster.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What goes together, and what is dropped. One thread. */
class WaitingItemsTest {
  private static final long TOO_LONG = WaitingItems.LONGEST.toNanos() + 1;

  private final BusFigures figures = new BusFigures();
  private final WaitingItems waiting = new WaitingItems(figures);

  private void add(int count) {
    LongStream.range(0, count).forEach(i -> waiting.add(Items.of(i), 0));
  }

  private static List<Long> numbers(WaitingItems.Together together) {
    return together.items().stream().map(Items::number).toList();
  }

  @Test
  void asManyAsFitGoTogetherInTheirOrder() {
    add(300);
    assertThat(figures.waitingItems()).isEqualTo(300);

    assertThat(numbers(waiting.next(0))).hasSize(128).isSorted();
    assertThat(numbers(waiting.next(0))).hasSize(128).startsWith(128L);
    assertThat(numbers(waiting.next(0))).hasSize(44).endsWith(299L);
    assertThat(waiting.next(0)).isNull();
    assertThat(figures.waitingItems()).isZero();
    assertThat(figures.waitingBytes()).isZero();
  }

  @Test
  void bytesOfABatchAreBounded() {
    for (int i = 0; i < 10; i++) {
      waiting.add(Items.of(i, 10_000), 0);
    }

    WaitingItems.Together first = waiting.next(0);
    assertThat(numbers(first)).containsExactly(0L, 1L, 2L);
    assertThat(first.bytes()).isLessThanOrEqualTo(32 << 10);
  }

  @Test
  void oneThatIsLargerGoesAlone() {
    waiting.add(Items.of(1), 0);
    waiting.add(Items.of(2, 40_000), 0);
    waiting.add(Items.of(3), 0);

    assertThat(numbers(waiting.next(0))).containsExactly(1L);
    assertThat(numbers(waiting.next(0))).containsExactly(2L);
    assertThat(numbers(waiting.next(0))).containsExactly(3L);
  }

  @Test
  void whatDoesNotFitIsDroppedAndLeavesAGap() {
    for (int i = 0; i < 20; i++) {
      waiting.add(Items.of(i, 1 << 20), 0);
    }

    assertThat(figures.itemsDropped()).isEqualTo(5);
    assertThat(figures.waitingItems()).isEqualTo(15);
    assertThat(figures.waitingBytes()).isBetween(15L << 20, 16L << 20);
    assertThat(waiting.next(0).afterGap()).isTrue();
    assertThat(waiting.next(0).afterGap()).as("told once").isFalse();
  }

  @Test
  void aGapIsToldThoughNothingFollows() {
    waiting.add(Items.of(1, 17 << 20), 0);

    WaitingItems.Together gap = waiting.next(0);
    assertThat(gap.items()).isEmpty();
    assertThat(gap.afterGap()).isTrue();
    assertThat(waiting.next(0)).isNull();
  }

  @Test
  void whatWaitsTooLongIsDropped() {
    waiting.add(Items.of(1), 0);
    waiting.add(Items.of(2), 5);

    WaitingItems.Together next = waiting.next(TOO_LONG);
    assertThat(numbers(next)).containsExactly(2L);
    assertThat(next.afterGap()).isTrue();
    assertThat(next.sinceNanos()).isEqualTo(5);
    assertThat(figures.itemsDropped()).isEqualTo(1);
    assertThat(figures.waitingItems()).isZero();
  }

  @Test
  void whatIsClearedWaitsNoMore() {
    add(10);
    waiting.clear();

    assertThat(waiting.next(0)).isNull();
    assertThat(figures.itemsDropped()).isEqualTo(10);
    assertThat(figures.waitingItems()).isZero();
    assertThat(figures.waitingBytes()).isZero();
  }
}
