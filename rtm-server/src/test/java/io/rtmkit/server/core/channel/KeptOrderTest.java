package io.rtmkit.server.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.port.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Messages of channels that are kept: in which order they are published. */
class KeptOrderTest {
  private static final Conversation ROOM = Conversation.of("app", "room");
  private static final Conversation HALL = Conversation.of("app", "hall");

  private final KeptOrder order = new KeptOrder();
  private final List<String> published = new ArrayList<>();
  private final List<Executor> places = new ArrayList<>();

  private void keep(Conversation channel) {
    order.begin(channel, places::add);
  }

  private void kept(int message) {
    places.get(message).execute(() -> published.add("message " + message));
  }

  @Test
  void whatIsHeardOfFirstWaitsForWhatWasKeptBeforeIt() {
    keep(ROOM);
    keep(ROOM);
    keep(ROOM);
    kept(2);
    kept(1);
    assertThat(published).isEmpty();
    kept(0);
    assertThat(published).containsExactly("message 0", "message 1", "message 2");
    assertThat(order.isIdle()).isTrue();
  }

  @Test
  void channelsDoNotWaitForEachOther() {
    keep(ROOM);
    keep(HALL);
    kept(1);
    assertThat(published).containsExactly("message 1");
    assertThat(order.isIdle()).isFalse();
  }

  @Test
  void whatAPublicationSetsOffIsBehindWhatWaits() {
    keep(ROOM);
    keep(ROOM);
    kept(1);
    places
        .get(0)
        .execute(
            () -> {
              published.add("message 0");
              keep(ROOM);
              kept(2);
            });
    assertThat(published).containsExactly("message 0", "message 1", "message 2");
    assertThat(order.isIdle()).isTrue();
  }

  @Test
  void manyThreadsPublishAsTheStoreNumbers() throws InterruptedException {
    int messages = 20_000;
    AtomicLong lastId = new AtomicLong();
    List<Long> ids = new ArrayList<>(); // one publication after the other
    CountDownLatch done = new CountDownLatch(messages);
    ExecutorService senders = Executors.newFixedThreadPool(4);
    ExecutorService store = Executors.newFixedThreadPool(4);
    for (int i = 0; i < messages; i++) {
      senders.execute(
          () ->
              order.begin(
                  ROOM,
                  place -> {
                    long id = lastId.incrementAndGet();
                    store.execute(
                        () ->
                            place.execute(
                                () -> {
                                  ids.add(id);
                                  done.countDown();
                                }));
                  }));
    }
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    senders.shutdown();
    store.shutdown();
    assertThat(ids).isEqualTo(LongStream.rangeClosed(1, messages).boxed().toList());
  }
}
