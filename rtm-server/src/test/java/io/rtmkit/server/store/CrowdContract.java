package io.rtmkit.server.store;

import static io.rtmkit.server.store.Requests.queued;
import static io.rtmkit.server.store.Requests.user;
import static io.rtmkit.server.store.StoreAccess.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.core.port.StoreStatus;
import io.rtmkit.server.core.port.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every store does when many threads come at once. */
interface CrowdContract extends StoreAccess {
  int THREADS = 8;
  int EACH = 100;
  StoreRules ROOMY = StoreAccess.rules(2_000, Duration.ofDays(1), 1L << 30);

  /** Runs a task on several threads at once, and waits for all of them. */
  private static void crowd(java.util.function.IntConsumer task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int number = thread;
        runs.add(threads.submit(() -> task.accept(number)));
      }
      for (Future<?> run : runs) {
        run.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  default void whatManyThreadsStoreIsAllThereOnce() throws Exception {
    open(ROOMY);
    List<CompletionStage<Stored>> stages = Collections.synchronizedList(new ArrayList<>());
    crowd(
        thread -> {
          for (int i = 0; i < EACH; i++) {
            stages.add(store().store(queued("s" + thread, "bob", i, nowMs())));
          }
        });
    List<Long> offsets = stages.stream().map(stage -> get(stage).offset()).toList();

    QueuePage page = read(user("bob"));
    assertThat(offsets).hasSize(THREADS * EACH).doesNotHaveDuplicates();
    assertThat(page.entries().stream().map(QueuePage.Entry::offset).toList())
        .isEqualTo(offsets.stream().sorted().toList());
    for (int thread = 0; thread < THREADS; thread++) {
      String sender = "s" + thread;
      assertThat(
              page.entries().stream()
                  .filter(entry -> entry.message().senderId().equals(sender))
                  .map(entry -> entry.message().messageId())
                  .toList())
          .isEqualTo(LongStream.range(0, EACH).boxed().toList());
    }
  }

  @Test
  default void storesOfOneQueueCompleteInTheOrderOfTheirOffsets() throws Exception {
    open(ROOMY);
    List<Long> completed = Collections.synchronizedList(new ArrayList<>());
    Object order = new Object();
    crowd(
        thread -> {
          for (int i = 0; i < EACH; i++) {
            long id = i;
            synchronized (order) {
              store()
                  .store(queued("s" + thread, "bob", id, nowMs()))
                  .thenAccept(stored -> completed.add(stored.offset()));
            }
          }
        });
    Eventually.until(Duration.ofSeconds(30), () -> completed.size() == THREADS * EACH);

    assertThat(completed).isSorted().doesNotHaveDuplicates();
  }

  @Test
  default void aStoreIsWellAndCountsWhatItDid() {
    StoreStatus before = store().status();
    for (int i = 1; i <= QUEUE + 2; i++) {
      queue("alice", "bob", i);
    }
    put(Requests.historical(Requests.channel("news"), "alice", 1, nowMs()));

    StoreStatus after = store().status();
    assertThat(before.isWell()).isTrue();
    assertThat(after.isWell()).isTrue();
    assertThat(after.stored() - before.stored()).isEqualTo(QUEUE + 3);
    assertThat(after.replaced() - before.replaced()).isEqualTo(2);
    assertThat(after.refused()).isZero();
    assertThat(after.expired()).isZero();
  }
}
