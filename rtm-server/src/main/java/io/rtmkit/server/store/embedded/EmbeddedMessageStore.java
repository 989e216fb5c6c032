package io.rtmkit.server.store.embedded;

import io.rtmkit.server.config.StoreConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.MemberMark;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.Missed;
import io.rtmkit.server.core.port.MissedQuery;
import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.StoreStatus;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.store.MessageRecord;
import io.rtmkit.server.store.StoreCounters;
import io.rtmkit.server.store.StoreRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.rocksdb.RocksDBException;

/**
 * Keeps messages in files of this server: one thread writes, two read. Thread-safe.
 *
 * <p>What is written together costs one fsync, so the store takes the more messages a second the
 * more senders there are.
 */
public final class EmbeddedMessageStore implements MessageStore {
  private final StoreRules rules;
  private final Clock clock;
  private final StoreCounters counters;
  private final StoreFiles files;
  private final StoreWriter writer;
  private final StoreReaders readers;
  private final StoreSweep sweep;
  private final LogReader logs;

  EmbeddedMessageStore(
      StoreFiles files,
      FreeSpace space,
      StoreConfig config,
      StoreRules rules,
      StoreCounters counters,
      Clock clock) {
    this.rules = rules;
    this.clock = clock;
    this.counters = counters;
    this.files = files;
    writer = new StoreWriter(files, space, config.durability() == StoreConfig.Durability.FSYNC);
    readers = new StoreReaders(files);
    sweep = new StoreSweep(rules, clock, writer, readers);
    logs = new LogReader(rules);
    writer.start();
  }

  /**
   * Opens the store of a directory, or makes one.
   *
   * @throws IOException if the files are damaged or in use, or the directory cannot be used; its
   *     message is for a person
   */
  public static EmbeddedMessageStore open(StoreConfig config, StoreRules rules, Clock clock)
      throws IOException {
    Path path = Path.of(config.path());
    StoreCounters counters = new StoreCounters();
    StoreFiles files = StoreOpening.open(path, config.onCorruption(), rules, counters);
    return new EmbeddedMessageStore(
        files, new FreeSpace(path, config.minFree(), clock), config, rules, counters, clock);
  }

  @Override
  public CompletionStage<Stored> store(StoreRequest request) {
    return writer
        .submit(
            new Write<>(
                StoreWriter.SMALL + request.message().size(),
                true,
                (tables, batch) -> put(tables, batch, request)))
        .whenComplete(
            (stored, failure) -> {
              if (failure == null) {
                counters.stored();
              } else {
                counters.refused();
              }
            });
  }

  private Stored put(Tables tables, Batch batch, StoreRequest request) throws RocksDBException {
    long nowMs = clock.currentTimeMillis();
    long logId = request.isLogged() ? tables.logs().add(batch, request, nowMs) : 0;
    if (!request.isQueued()) {
      return new Stored(0, 0, logId, false);
    }
    UserKey user = new UserKey(request.conversation().appId(), request.receiverId());
    MessageRecord record = new MessageRecord(request.message(), true, request.historical());
    Stored queued = tables.queues().add(batch, user, record, request.repeated(), nowMs);
    return new Stored(queued.offset(), queued.previous(), logId, queued.replaced());
  }

  @Override
  public CompletionStage<QueuePage> readQueue(
      UserKey user, long from, int maxMessages, int maxBytes) {
    if (!files.mayHave(Table.QUEUE_META, Keys.user(user))) {
      // Most users who log in never had a queue: no other thread is needed to know that.
      return CompletableFuture.completedStage(QueuePage.NOTHING);
    }
    QueueRead read =
        new QueueRead(
            user,
            from,
            maxMessages,
            maxBytes,
            upTo -> writer.submit((tables, batch) -> tables.queues().expire(batch, user, upTo)));
    long expiredBeforeMs = clock.currentTimeMillis() - rules.offline().retention().toMillis();
    return readers.submit(tables -> QueueTable.read(tables.database(), read, expiredBeforeMs));
  }

  @Override
  public CompletionStage<Void> acknowledge(UserKey user, long upTo, long lost) {
    return writer.submit((tables, batch) -> tables.queues().acknowledge(batch, user, upTo, lost));
  }

  @Override
  public CompletionStage<LogPage> query(HistoryQuery query) {
    return readers.submit(
        tables -> logs.query(tables.database(), query, clock.currentTimeMillis()));
  }

  @Override
  public CompletionStage<Long> count(HistoryQuery query) {
    return readers.submit(
        tables -> logs.count(tables.database(), query, clock.currentTimeMillis()));
  }

  @Override
  public CompletionStage<Void> noteMembers(
      Conversation channel, Collection<String> userIds, MemberMark mark) {
    List<String> members = List.copyOf(userIds);
    return writer.submit(
        (tables, batch) -> {
          for (String member : members) {
            tables.members().put(batch, channel, member, mark);
          }
        });
  }

  @Override
  public CompletionStage<Void> forgetMember(Conversation channel, String userId) {
    return writer.submit((tables, batch) -> tables.members().remove(batch, channel, userId));
  }

  @Override
  public CompletionStage<Missed> readMissed(MissedQuery query) {
    MemberMark mark;
    try {
      mark = files.findMark(query.channel(), query.userId());
    } catch (StoreException e) {
      return CompletableFuture.failedStage(e);
    }
    return mark == null
        ? CompletableFuture.completedStage(Missed.NOTHING)
        : readers.submit(
            tables ->
                logs.missed(
                    tables.database(), query, mark.missedAfter(query), clock.currentTimeMillis()));
  }

  @Override
  public void sweep() {
    sweep.run();
  }

  @Override
  public StoreStatus status() {
    return counters.status(writer.problem());
  }

  @Override
  public void close() {
    writer.close();
    readers.close();
    files.close();
  }
}
