package io.rtmkit.server.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.config.HistoryConfig;
import io.rtmkit.server.config.OfflineConfig;
import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.HistoryScope;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.store.Eventually;
import io.rtmkit.server.store.Requests;
import io.rtmkit.server.store.StoreRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Many messages for a few users, and what became of each. Thread-safe. */
final class FaultLoad {
  static final StoreRules RULES =
      new StoreRules(
          new OfflineConfig(10_000, Duration.ofDays(1)),
          new HistoryConfig(Duration.ofDays(1), 1 << 30, HistoryConfig.Readers.MEMBERS));

  private static final int USERS = 16;
  private static final int THREADS = 8;
  private static final int IN_FLIGHT = 200;
  private static final int MOST_OF_A_THREAD = 8_000;
  private static final long PAUSE_US = 300;
  private static final long AFTER_REFUSAL_US = 20_000;

  /** What became of a message. */
  record End(
      StoreRequest request,
      @Nullable Stored stored,
      @Nullable StoreException failure,
      Duration time) {
    boolean isStored() {
      return stored != null;
    }

    boolean isUnknown() {
      return failure != null && failure.outcome() == StoreException.Outcome.UNKNOWN;
    }

    boolean isRefused() {
      return failure != null && failure.outcome() == StoreException.Outcome.REFUSED;
    }
  }

  private final MessageStore store;
  private final Queue<End> ends = new ConcurrentLinkedQueue<>();
  private final AtomicInteger begun = new AtomicInteger();
  private volatile boolean stopped;

  FaultLoad(MessageStore store) {
    this.store = store;
  }

  /** Stores a message for one of the users, and for history. */
  void send(String sender, long id, Runnable after) {
    send(requestOf(sender, id), after);
  }

  private static StoreRequest requestOf(String sender, long id) {
    StoreRequest queued = Requests.queued(sender, "u" + id % USERS, id, System.currentTimeMillis());
    return new StoreRequest(queued.conversation(), queued.message(), true, true, queued.repeated());
  }

  void send(StoreRequest request, Runnable after) {
    send(request, (End end) -> after.run());
  }

  private void send(StoreRequest request, Consumer<End> after) {
    begun.incrementAndGet();
    long begin = System.nanoTime();
    store
        .store(request)
        .whenComplete(
            (stored, failure) -> {
              End end =
                  new End(
                      request,
                      stored,
                      failure == null ? null : StoreException.of(failure),
                      Duration.ofNanos(System.nanoTime() - begin));
              ends.add(end);
              after.accept(end);
            });
  }

  /** Begins to store from several threads, until stopped. */
  List<Thread> start() {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String sender = "s" + i;
      Thread thread = new Thread(() -> run(sender), sender);
      threads.add(thread);
      thread.start();
    }
    return threads;
  }

  private void run(String sender) {
    Semaphore places = new Semaphore(IN_FLIGHT / THREADS);
    AtomicBoolean refused = new AtomicBoolean();
    for (int id = 0; id < MOST_OF_A_THREAD && !stopped; id++) {
      try {
        // Refusals come at once; whoever is refused does not come back at once, and has messages
        // left when Redis is there again.
        TimeUnit.MICROSECONDS.sleep(refused.getAndSet(false) ? AFTER_REFUSAL_US : PAUSE_US);
        places.acquire();
      } catch (InterruptedException e) {
        return;
      }
      send(
          requestOf(sender, id),
          end -> {
            if (end.isRefused()) {
              refused.set(true);
            }
            places.release();
          });
    }
  }

  /** Ends the threads, and waits for what is under way. */
  void stop(List<Thread> threads) throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
    await(Duration.ofSeconds(20));
  }

  void await(Duration time) {
    Eventually.until(time, () -> ends.size() == begun.get());
  }

  List<End> ends() {
    return List.copyOf(ends);
  }

  int stored() {
    return (int) ends.stream().filter(End::isStored).count();
  }

  /** What is in the queues: nothing twice, and all that was stored at its place, in order. */
  void check() {
    Map<String, Long> found = new HashMap<>();
    for (int user = 0; user < USERS; user++) {
      List<QueuePage.Entry> entries = readAll(store, "u" + user);
      assertThat(entries.stream().map(QueuePage.Entry::offset).toList())
          .isSorted()
          .doesNotHaveDuplicates();
      Map<String, Long> last = new HashMap<>();
      for (QueuePage.Entry entry : entries) {
        String sender = entry.message().senderId();
        long id = entry.message().messageId();
        Long before = last.put(sender, id);
        assertThat(before == null || before < id).as("%s %s after %s", sender, id, before).isTrue();
        assertThat(found.put(sender + "/" + id, entry.offset())).as("twice").isNull();
      }
    }
    Set<String> allowed = new HashSet<>();
    for (End end : ends) {
      String name = end.request().message().senderId() + "/" + end.request().message().messageId();
      Stored stored = end.stored();
      if (stored != null) {
        assertThat(found.get(name)).as(name).isEqualTo(stored.offset());
      }
      if (stored != null || end.isUnknown()) {
        allowed.add(name);
      }
    }
    assertThat(allowed).as("what was refused is not there").containsAll(found.keySet());
    checkHistory(allowed);
  }

  /** What users sent: nothing twice, and all that was stored. */
  private void checkHistory(Set<String> allowed) {
    Set<String> found = new HashSet<>();
    Set<String> senders = new HashSet<>();
    ends.forEach(end -> senders.add(end.request().message().senderId()));
    for (String sender : senders) {
      LogPage page;
      LogPlace after = null;
      do {
        HistoryQuery all = Requests.all(HistoryScope.sentBy(Requests.user(sender)));
        page =
            store
                .query(Requests.piece(all, after, 1_000))
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        for (LogPage.Entry entry : page.entries()) {
          String name = sender + "/" + entry.message().messageId();
          assertThat(found.add(name)).as("once in the history: %s", name).isTrue();
          after = entry.place();
        }
      } while (page.more());
    }
    assertThat(allowed).as("what was refused is not in the history").containsAll(found);
    for (End end : ends) {
      if (end.isStored()) {
        assertThat(found)
            .contains(
                end.request().message().senderId() + "/" + end.request().message().messageId());
      }
    }
  }

  private static List<QueuePage.Entry> readAll(MessageStore store, String user) {
    List<QueuePage.Entry> entries = new ArrayList<>();
    QueuePage page;
    long from = 0;
    do {
      page =
          store
              .readQueue(Requests.user(user), from, 1_000, 1 << 20)
              .toCompletableFuture()
              .orTimeout(10, TimeUnit.SECONDS)
              .join();
      entries.addAll(page.entries());
      from = page.next();
    } while (page.more());
    return entries;
  }
}
