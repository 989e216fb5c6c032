package io.rtmkit.server.store;

import static io.rtmkit.server.store.Requests.again;
import static io.rtmkit.server.store.Requests.queued;
import static io.rtmkit.server.store.Requests.queuedIn;
import static io.rtmkit.server.store.Requests.user;
import static io.rtmkit.server.store.Requests.withText;
import static io.rtmkit.server.store.StoreAccess.get;
import static io.rtmkit.server.store.StoreAccess.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.port.StoredMessage;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store does with the queues of users. One thread. */
interface QueueContract extends StoreAccess {
  @Test
  default void whatIsStoredIsReadInOrderAndUnchanged() {
    byte[] payload = new byte[256];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) i;
    }
    Content content =
        Content.newBuilder()
            .setType(MessageType.MESSAGE_TYPE_RAW)
            .setPayload(ByteString.copyFrom(payload))
            .setDescription("bytes, \u00fcber \u65e5\u672c")
            .build();
    StoredMessage first = new StoredMessage("alice", Long.MIN_VALUE + 3, content, nowMs());
    StoreRequest second = queued("carol", "bob", 2, nowMs());
    put(new StoreRequest(Conversation.between("app", "alice", "bob"), first, true, false, false));
    put(second);

    QueuePage page = read(user("bob"));

    assertThat(StoreAccess.messages(page)).containsExactly(first, second.message());
    assertThat(page.more()).isFalse();
    assertThat(page.lost()).isZero();
    assertThat(page.next()).isGreaterThan(page.entries().get(1).offset());
  }

  @Test
  default void offsetsRiseAndEachNamesTheOneBefore() {
    Stored first = queue("alice", "bob", 1);
    Stored second = queue("carol", "bob", 2);
    tick();
    Stored third = queue("alice", "bob", 3);

    assertThat(first.offset()).isPositive();
    assertThat(first.previous()).isZero();
    assertThat(second.offset()).isGreaterThan(first.offset());
    assertThat(second.previous()).isEqualTo(first.offset());
    assertThat(third.offset()).isGreaterThan(second.offset());
    assertThat(third.previous()).isEqualTo(second.offset());
    assertThat(third.logId()).isZero();
    assertThat(third.replaced()).isFalse();
  }

  @Test
  default void whatIsStoredAgainIsKeptOnce() {
    StoreRequest request = queued("alice", "bob", 7, nowMs());
    Stored first = put(request);
    queue("alice", "bob", 8);

    Stored second = put(again(request));

    assertThat(second.offset()).isEqualTo(first.offset());
    assertThat(ids(read(user("bob")))).containsExactly(7L, 8L);
  }

  @Test
  default void theSameNumberOfAnotherSenderIsAnotherMessage() {
    queue("alice", "bob", 7);

    put(again(queued("carol", "bob", 7, nowMs())));

    assertThat(StoreAccess.senders(read(user("bob")))).containsExactly("alice", "carol");
  }

  @Test
  default void whatIsStoredAgainButNotThereIsKept() {
    StoreRequest request = queued("alice", "bob", 7, nowMs());
    Stored first = put(request);
    get(store().acknowledge(user("bob"), first.offset(), 0));

    Stored second = put(again(request));

    assertThat(second.offset()).isGreaterThan(first.offset());
    assertThat(ids(read(user("bob")))).containsExactly(7L);
  }

  @Test
  default void aQueueIsReadInPagesOfSoManyMessages() {
    List<Long> offsets = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      offsets.add(queue("alice", "bob", i).offset());
    }

    QueuePage first = get(store().readQueue(user("bob"), 0, 2, BYTES));
    QueuePage second = get(store().readQueue(user("bob"), first.next(), 2, BYTES));
    QueuePage third = get(store().readQueue(user("bob"), second.next(), 2, BYTES));

    assertThat(ids(first)).containsExactly(1L, 2L);
    assertThat(first.more()).isTrue();
    assertThat(first.next()).isGreaterThan(offsets.get(1)).isLessThanOrEqualTo(offsets.get(2));
    assertThat(ids(second)).containsExactly(3L, 4L);
    assertThat(second.more()).isTrue();
    assertThat(ids(third)).containsExactly(5L);
    assertThat(third.more()).isFalse();
    assertThat(third.next()).isGreaterThan(offsets.get(4));
  }

  @Test
  default void aPageHasSoManyBytesButAlwaysOneMessage() {
    for (int i = 1; i <= 4; i++) {
      put(withText(queued("alice", "bob", i, nowMs()), "x".repeat(1_000)));
    }

    QueuePage tiny = get(store().readQueue(user("bob"), 0, MANY, 1));
    QueuePage half = get(store().readQueue(user("bob"), 0, MANY, 2_000));

    assertThat(ids(tiny)).containsExactly(1L);
    assertThat(tiny.more()).isTrue();
    assertThat(ids(half)).containsExactly(1L, 2L);
    assertThat(half.more()).isTrue();
    assertThat(ids(get(store().readQueue(user("bob"), half.next(), MANY, BYTES))))
        .containsExactly(3L, 4L);
  }

  @Test
  default void aQueueIsReadFromAnOffset() {
    queue("alice", "bob", 1);
    Stored second = queue("alice", "bob", 2);
    Stored third = queue("alice", "bob", 3);

    assertThat(ids(read(user("bob"), second.offset()))).containsExactly(2L, 3L);
    assertThat(ids(read(user("bob"), second.offset() + 1))).containsExactly(3L);
    QueuePage behind = read(user("bob"), third.offset() + 1);
    assertThat(behind.entries()).isEmpty();
    assertThat(behind.more()).isFalse();
  }

  @Test
  default void aQueueThatNeverWasIsEmpty() {
    QueuePage page = read(user("nobody"));

    assertThat(page.entries()).isEmpty();
    assertThat(page.more()).isFalse();
    assertThat(page.lost()).isZero();
    get(store().acknowledge(user("nobody"), 1, 0));
  }

  @Test
  default void anAcknowledgementRemovesNothingBehindIt() {
    queue("alice", "bob", 1);
    Stored second = queue("alice", "bob", 2);
    queue("alice", "bob", 3);

    get(store().acknowledge(user("bob"), second.offset(), 0));

    assertThat(ids(read(user("bob")))).containsExactly(3L);
    get(store().acknowledge(user("bob"), second.offset(), 0));
    get(store().acknowledge(user("bob"), second.previous(), 0));
    assertThat(ids(read(user("bob")))).containsExactly(3L);
  }

  @Test
  default void offsetsRiseAlsoAcrossAnEmptyQueue() {
    Stored first = queue("alice", "bob", 1);
    get(store().acknowledge(user("bob"), first.offset(), 0));
    assertThat(read(user("bob")).entries()).isEmpty();

    Stored second = queue("alice", "bob", 2);

    assertThat(second.offset()).isGreaterThan(first.offset());
    assertThat(second.previous()).isEqualTo(first.offset());
    QueuePage page = read(user("bob"));
    assertThat(ids(page)).containsExactly(2L);
    assertThat(page.entries().get(0).offset()).isEqualTo(second.offset());
  }

  @Test
  default void queuesOfUsersAndAppsAreApart() {
    List<UserKey> users =
        List.of(
            new UserKey("app", "bob"),
            new UserKey("app2", "bob"),
            new UserKey("app", "bob2"),
            new UserKey("a:b", "c"),
            new UserKey("a", "b:c"),
            new UserKey("a", "b%3ac"),
            new UserKey("a", "b%3Ac"),
            new UserKey("a", "{b}"),
            new UserKey("a", "}b{"),
            new UserKey("a", "{}"),
            new UserKey("a}:", "b"),
            new UserKey("a", "}:b"),
            new UserKey("a", "b c"),
            new UserKey("a", "b  c"),
            new UserKey("a", "%"),
            new UserKey("a", "%25"),
            new UserKey("a", "\u00e9\u65e5\ud83d\ude00"),
            new UserKey("a", "\u00e9\u65e5\ud83d\ude01"));
    for (int i = 0; i < users.size(); i++) {
      put(queuedIn(users.get(i).appId(), users.get(i).userId(), i + 1, nowMs()));
    }
    for (int i = 0; i < users.size(); i++) {
      assertThat(ids(read(users.get(i)))).as("%s", users.get(i)).containsExactly(i + 1L);
    }
    get(store().acknowledge(users.get(0), read(users.get(0)).next(), 0));
    assertThat(read(users.get(0)).entries()).isEmpty();
    for (int i = 1; i < users.size(); i++) {
      assertThat(ids(read(users.get(i)))).as("%s", users.get(i)).containsExactly(i + 1L);
    }
  }

  @Test
  default void whatIsTooOldIsNotReadAndCountsAsLost() {
    open(SHORT_LIVED);
    queue("alice", "bob", 1);
    queue("alice", "bob", 2);
    assertThat(ids(read(user("bob")))).containsExactly(1L, 2L);
    passRetention();
    queue("alice", "bob", 3);

    QueuePage page = read(user("bob"));
    assertThat(ids(page)).containsExactly(3L);
    assertThat(page.lost()).isEqualTo(2);
    assertThat(read(user("bob")).lost()).isEqualTo(2);

    get(store().acknowledge(user("bob"), page.entries().get(0).offset(), 2));
    assertThat(read(user("bob")).lost()).isZero();
    Eventually.until(Duration.ofSeconds(5), () -> store().status().expired() == 2);
  }

  @Test
  default void aQueueOfWhichEverythingIsTooOldSaysHowMuch() {
    open(SHORT_LIVED);
    queue("alice", "bob", 1);
    Stored second = queue("alice", "bob", 2);
    passRetention();

    QueuePage page = read(user("bob"));

    assertThat(page.entries()).isEmpty();
    assertThat(page.lost()).isEqualTo(2);
    assertThat(page.next()).isGreaterThan(second.offset());
    assertThat(queue("alice", "bob", 3).offset()).isGreaterThan(second.offset());
    assertThat(ids(read(user("bob")))).containsExactly(3L);
  }

  @Test
  default void aRefusedCopyCostsNoPlaceInAFullQueue() {
    StoreRequest oldest = queued("alice", "bob", 1, nowMs());
    put(oldest);
    for (int i = 2; i <= QUEUE; i++) {
      queue("alice", "bob", i);
    }

    Stored repeat = put(again(oldest));

    assertThat(repeat.replaced()).isFalse();
    assertThat(ids(read(user("bob")))).hasSize(QUEUE).startsWith(1L);
    assertThat(read(user("bob")).lost()).isZero();
  }
}
