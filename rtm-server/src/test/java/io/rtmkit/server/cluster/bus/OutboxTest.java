package io.rtmkit.server.cluster.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.rtmkit.server.cluster.wire.Batch;
import io.rtmkit.server.core.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One batch after the other, repeated with the same number until it is too late. One thread. */
class OutboxTest {
  private final ManualClock clock = new ManualClock();
  private final BusFigures figures = new BusFigures();
  private final List<Batch> sent = new ArrayList<>();
  private final Queue<CompletableFuture<Boolean>> underWay = new ArrayDeque<>();
  private final Queue<Runnable> later = new ArrayDeque<>();
  private final List<String> gone = new ArrayList<>();
  private final Outbox outbox =
      new Outbox(
          "me",
          "you",
          new Outbox.Post(this::append, Runnable::run, this::defer, clock, figures, gone::add));

  private CompletableFuture<Boolean> append(String node, byte[] batch) {
    assertThat(node).isEqualTo("you");
    try {
      sent.add(Batch.parseFrom(batch));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    underWay.add(end);
    return end;
  }

  private void defer(Runnable task, Duration delay) {
    assertThat(delay).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
    clock.advance(delay);
    later.add(task);
  }

  private void add(int count) {
    for (int i = 0; i < count; i++) {
      outbox.add(Items.of(i));
    }
  }

  private void fail() {
    underWay.remove().completeExceptionally(new IllegalStateException("no answer"));
    later.remove().run();
  }

  private List<Long> numbers() {
    return sent.stream().map(Batch::getSequence).toList();
  }

  @Test
  void whatComesMeanwhileMakesTheNextBatch() {
    add(5);
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).getItemsCount()).isEqualTo(1);
    assertThat(sent.get(0).getSource()).isEqualTo("me");
    CompletableFuture<Void> idle = outbox.whenIdle();

    underWay.remove().complete(true);
    assertThat(sent.get(1).getItemsCount()).isEqualTo(4);
    assertThat(numbers()).containsExactly(1L, 2L);
    assertThat(idle).isNotDone();

    underWay.remove().complete(true);
    assertThat(idle).isDone();
    assertThat(figures.batchesSent()).isEqualTo(2);
    assertThat(figures.itemsSent()).isEqualTo(5);
  }

  @Test
  void aFailedBatchIsRepeatedWithItsNumberBeforeTheNext() {
    add(3);
    fail();
    fail();

    assertThat(numbers()).containsExactly(1L, 1L, 1L);
    assertThat(sent.get(2)).isEqualTo(sent.get(0));
    underWay.remove().complete(true);
    assertThat(numbers()).endsWith(1L, 2L);
    assertThat(figures.sendsRepeated()).isEqualTo(2);
  }

  @Test
  void afterTenSecondsABatchIsGivenUpAndTheGapIsTold() {
    add(1);
    long begin = clock.nanoTime();
    while (figures.itemsDropped() == 0) {
      fail();
    }

    assertThat(Duration.ofNanos(clock.nanoTime() - begin))
        .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(11));
    assertThat(numbers()).endsWith(1L, 3L);
    assertThat(sent.get(sent.size() - 1).getItemsCount()).isZero();
    underWay.remove().complete(true);
    add(1);
    assertThat(numbers()).endsWith(4L);
  }

  @Test
  void aGapIsToldHoweverLongItTakes() {
    add(1);
    for (int i = 0; i < 200; i++) {
      fail();
    }
    long last = sent.get(sent.size() - 1).getSequence();

    underWay.remove().complete(true);
    assertThat(last).isGreaterThan(1);
    assertThat(outbox.whenIdle()).isDone();
    assertThat(figures.itemsDropped()).isEqualTo(1);
  }

  @Test
  void whereThereIsNoInboxEverythingIsDropped() {
    add(3);
    CompletableFuture<Void> idle = outbox.whenIdle();
    underWay.remove().complete(false);

    assertThat(gone).containsExactly("you");
    assertThat(idle).isDone();
    add(1);
    assertThat(sent).hasSize(1);
    assertThat(figures.itemsDropped()).isEqualTo(4);
    assertThat(figures.waitingBytes()).isZero();
  }

  @Test
  void aClosedOneSendsNothingMore() {
    add(3);
    underWay.remove().completeExceptionally(new IllegalStateException("no answer"));
    outbox.close();
    later.remove().run();

    assertThat(sent).hasSize(1);
    assertThat(figures.itemsDropped()).isEqualTo(3);
    assertThat(figures.batchesSent()).isZero();
  }
}
