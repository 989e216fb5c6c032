package io.rtmkit.server.store;

import static io.rtmkit.server.store.Requests.again;
import static io.rtmkit.server.store.Requests.queued;
import static io.rtmkit.server.store.Requests.user;
import static io.rtmkit.server.store.StoreAccess.get;
import static io.rtmkit.server.store.StoreAccess.ids;
import static io.rtmkit.server.store.StoreAccess.senders;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.Stored;
import org.junit.jupiter.api.Test;

/** What every store does when a queue is full. One thread. */
interface FullQueueContract extends StoreAccess {
  @Test
  default void oneSenderFillsTheWholeQueue() {
    for (int i = 1; i <= QUEUE; i++) {
      assertThat(queue("alice", "bob", i).replaced()).isFalse();
    }
    assertThat(ids(read(user("bob")))).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);

    Stored more = queue("alice", "bob", 7);

    assertThat(more.replaced()).isTrue();
    QueuePage page = read(user("bob"));
    assertThat(ids(page)).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(page.lost()).isEqualTo(1);
  }

  @Test
  default void theOldestOfWhoeverHasMostGivesWay() {
    queue("alice", "bob", 1);
    queue("noisy", "bob", 2);
    queue("carol", "bob", 3);
    queue("noisy", "bob", 4);
    queue("noisy", "bob", 5);
    queue("alice", "bob", 6);

    assertThat(queue("dave", "bob", 7).replaced()).isTrue();

    assertThat(ids(read(user("bob")))).containsExactly(1L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  default void aNewcomerWhoWouldHaveMostPushesOutHisOwn() {
    queue("alice", "bob", 1);
    queue("noisy", "bob", 2);
    queue("noisy", "bob", 3);
    queue("alice", "bob", 4);
    queue("carol", "bob", 5);
    queue("carol", "bob", 6);

    queue("noisy", "bob", 7);

    assertThat(ids(read(user("bob")))).containsExactly(1L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  default void aNoisySenderCannotPushOutWhatOthersSent() {
    queue("alice", "bob", 1);
    queue("carol", "bob", 2);
    for (int i = 3; i < 50; i++) {
      queue("noisy", "bob", i);
    }

    QueuePage page = read(user("bob"));
    assertThat(senders(page)).containsExactly("alice", "carol", "noisy", "noisy", "noisy", "noisy");
    assertThat(ids(page)).containsExactly(1L, 2L, 46L, 47L, 48L, 49L);
    assertThat(page.lost()).isEqualTo(49 - QUEUE);
    assertThat(store().status().replaced()).isEqualTo(49 - QUEUE);
  }

  @Test
  default void aLossIsCountedUntilTheUserWasTold() {
    for (int i = 1; i <= QUEUE + 3; i++) {
      queue("alice", "bob", i);
    }
    assertThat(read(user("bob")).lost()).isEqualTo(3);
    assertThat(read(user("bob"), Long.MAX_VALUE / 2).lost()).isEqualTo(3);
    queue("alice", "bob", 10);

    get(store().acknowledge(user("bob"), 0, 3));

    QueuePage page = read(user("bob"));
    assertThat(page.lost()).isEqualTo(1);
    assertThat(page.entries()).hasSize(QUEUE);
    get(store().acknowledge(user("bob"), page.next() - 1, 1));
    assertThat(read(user("bob")).lost()).isZero();
    assertThat(read(user("bob")).entries()).isEmpty();
  }

  @Test
  default void whatWasPushedOutIsKeptWhenSentAgain() {
    StoreRequest first = queued("alice", "bob", 1, nowMs());
    Stored before = put(first);
    for (int i = 2; i <= QUEUE + 1; i++) {
      queue("alice", "bob", i);
    }

    Stored after = put(again(first));

    assertThat(after.offset()).isGreaterThan(before.offset());
    assertThat(ids(read(user("bob")))).containsExactly(3L, 4L, 5L, 6L, 7L, 1L);
  }

  @Test
  default void aFullQueueTakesMoreOnceItWasRead() {
    Stored third = null;
    for (int i = 1; i <= QUEUE; i++) {
      Stored stored = queue("alice", "bob", i);
      third = i == 3 ? stored : third;
    }
    get(store().acknowledge(user("bob"), third.offset(), 0));

    for (int i = 7; i <= 9; i++) {
      assertThat(queue("alice", "bob", i).replaced()).isFalse();
    }
    assertThat(queue("alice", "bob", 10).replaced()).isTrue();
    assertThat(ids(read(user("bob")))).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
  }

  @Test
  default void aPieceFromTheMiddleOutIsNotReadTwice() {
    queue("noisy", "bob", 1);
    queue("alice", "bob", 2);
    for (int i = 3; i <= QUEUE + 2; i++) {
      queue("noisy", "bob", i);
    }
    QueuePage first = get(store().readQueue(user("bob"), 0, 2, BYTES));
    queue("noisy", "bob", 9);

    QueuePage second = get(store().readQueue(user("bob"), first.next(), MANY, BYTES));

    assertThat(ids(first)).containsExactly(2L, 4L);
    assertThat(ids(second)).containsExactly(5L, 6L, 7L, 8L, 9L);
  }
}
