package io.rtmkit.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.config.HistoryConfig;
import io.rtmkit.server.config.OfflineConfig;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryScope;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.port.StoredMessage;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The store under test, and what its cases have in common. One thread. */
interface StoreAccess {
  /** What a queue holds in most cases. */
  int QUEUE = 6;

  int MANY = 1_000;
  int BYTES = 1 << 20;
  Duration SHORT = Duration.ofSeconds(1);

  StoreRules STANDARD = rules(QUEUE, Duration.ofDays(7), 1L << 30);
  StoreRules SHORT_LIVED = rules(QUEUE, SHORT, 1L << 30);

  static StoreRules rules(int messages, Duration retention, long bytesPerApp) {
    return new StoreRules(
        new OfflineConfig(messages, retention),
        new HistoryConfig(retention, bytesPerApp, HistoryConfig.Readers.MEMBERS));
  }

  /** The store, opened with the standard rules unless this test opened it with others. */
  MessageStore store();

  /** Opens the empty store of this test with other rules. */
  MessageStore open(StoreRules rules);

  /** Unix time as the store knows it. */
  long nowMs();

  /** Goes on when what was stored so far is older than {@link #SHORT}, which is a second. */
  void passRetention();

  /** Goes on when the store is in a later millisecond. */
  void tick();

  /** The result, within a time that no store needs. */
  static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("the stage failed", e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("the stage did not end", e);
    }
  }

  default Stored put(StoreRequest request) {
    return get(store().store(request));
  }

  /** Stores a message for a user who is away. */
  default Stored queue(String sender, String receiver, long id) {
    return put(Requests.queued(sender, receiver, id, nowMs()));
  }

  default QueuePage read(UserKey user) {
    return read(user, 0);
  }

  default QueuePage read(UserKey user, long from) {
    return get(store().readQueue(user, from, MANY, BYTES));
  }

  static List<Long> ids(QueuePage page) {
    return page.entries().stream().map(entry -> entry.message().messageId()).toList();
  }

  static List<String> senders(QueuePage page) {
    return page.entries().stream().map(entry -> entry.message().senderId()).toList();
  }

  static List<Long> ids(List<LogPage.Entry> entries) {
    return entries.stream().map(entry -> entry.message().messageId()).toList();
  }

  static List<StoredMessage> messages(QueuePage page) {
    List<StoredMessage> messages = new ArrayList<>();
    page.entries().forEach(entry -> messages.add(entry.message()));
    return messages;
  }

  /** Messages of a scope, read both ways and counted. */
  default List<Long> found(HistoryScope scope) {
    List<Long> up = ids(get(store().query(Requests.all(scope))).entries());
    List<Long> down = new ArrayList<>(ids(get(store().query(Requests.newest(scope))).entries()));
    Collections.reverse(down);
    assertThat(down).isEqualTo(up);
    assertThat(get(store().count(Requests.all(scope)))).isEqualTo(up.size());
    return up;
  }

  /** Keeps a message and goes on to another millisecond: then order is order of ids everywhere. */
  default Stored record(Conversation conversation, String sender, long id) {
    Stored stored = put(Requests.historical(conversation, sender, id, nowMs()));
    tick();
    return stored;
  }

  /** The same between two users. */
  default Stored tell(String sender, String receiver, long id) {
    return record(Conversation.between(Requests.APP, sender, receiver), sender, id);
  }
}
