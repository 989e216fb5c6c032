package io.rtmkit.server.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of some of the users, delivered in their order: one request at a time, the next when
 * this one has succeeded or its events are dead letters. Events are appended on any thread;
 * everything else happens on the one thread that delivers.
 */
final class DeliveryLane implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeliveryLane.class);

  /** So often an event is refused, alone, before it is a dead letter. */
  static final int REFUSALS = 5;

  private static final int BATCH_BYTES = 512 << 10;

  private final int index;
  private final DeliveryContext context;
  private final EventLog events;

  private final AtomicLong ids;

  /** Nothing is to be done until something is appended. */
  private final AtomicBoolean asleep = new AtomicBoolean();

  private volatile long doneSeq;
  private volatile long headAtMs;
  private volatile boolean stopping;
  private volatile CompletableFuture<Void> inFlight = CompletableFuture.completedFuture(null);

  // Of the thread that delivers.
  private final CursorFile cursor;
  private final LogReader reader;
  private int limit;
  private int failures;
  private int refusals;
  private long damaged;

  private DeliveryLane(
      int index, EventLog events, CursorFile cursor, AtomicLong ids, DeliveryContext context)
      throws IOException {
    this.index = index;
    this.events = events;
    this.cursor = cursor;
    this.ids = ids;
    this.context = context;
    this.limit = context.config().batchEvents();
    this.reader = new LogReader(events, Math.max(cursor.seq(), events.firstSeq() - 1));
    this.doneSeq = reader.seq();
  }

  /**
   * Opens the files of a lane; it delivers nothing before {@link #start}.
   *
   * @param ids gives every event its id
   */
  static DeliveryLane open(
      Path directory, int index, long segmentBytes, AtomicLong ids, DeliveryContext context)
      throws IOException {
    Path files = directory.resolve("lane-" + index);
    Files.createDirectories(files);
    CursorFile cursor = CursorFile.open(files.resolve("cursor"));
    EventLog events = EventLog.open(files, segmentBytes, cursor.seq());
    LogRecord found = events.found();
    if (found != null) {
      ids.accumulateAndGet(EventJson.idOf(found.content()), Math::max);
    }
    return new DeliveryLane(index, events, cursor, ids, context);
  }

  void start() {
    context.thread().execute(this::run);
  }

  /** Keeps an event that has no id yet. */
  void append(byte[] event, long atMs) throws IOException {
    if (asleep.get()) {
      headAtMs = atMs;
    }
    synchronized (this) {
      events.append(atMs, EventJson.withId(ids.incrementAndGet(), event));
    }
    wake();
  }

  /** Keeps an event that is to be tried again. */
  void appendAgain(byte[] event, long nowMs) throws IOException {
    events.append(nowMs, event);
    wake();
  }

  private void wake() {
    if (asleep.compareAndSet(true, false)) {
      runIn(context.config().batchDelay());
    }
  }

  private void runIn(Duration pause) {
    if (!stopping) {
      context.thread().schedule(this::run, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void run() {
    try {
      List<LogRecord> batch = reader.read(limit, BATCH_BYTES);
      noteDamage();
      if (batch.isEmpty()) {
        sleep();
      } else if (!stopping) {
        headAtMs = batch.get(0).atMs();
        deliver(batch);
      }
    } catch (IOException | RuntimeException e) {
      retryAfterFault(e);
    }
  }

  private void noteDamage() {
    context.counters().damaged.add(reader.damaged() - damaged);
    damaged = reader.damaged();
  }

  private void sleep() {
    asleep.set(true);
    if (reader.seq() < events.lastSeq()) {
      wake(); // appended in between
    }
  }

  private void retryAfterFault(Exception fault) {
    log.error("lane {} of the webhooks: a fault, tried again", index, fault);
    failures++;
    runIn(context.backoff().after(failures, Duration.ZERO));
  }

  private void deliver(List<LogRecord> batch) {
    inFlight =
        context
            .receiver()
            .deliver(idOf(batch), EventJson.body(batch))
            .thenAcceptAsync(delivery -> answered(batch, delivery), context.thread());
  }

  /** The same for the same events, also after a restart. */
  private String idOf(List<LogRecord> batch) {
    LogRecord first = batch.get(0);
    LogRecord last = batch.get(batch.size() - 1);
    return "rtm_%d_%d_%d_%x".formatted(index, first.seq(), last.seq(), first.atMs());
  }

  private void answered(List<LogRecord> batch, Delivery delivery) {
    try {
      if (delivery.verdict() == Delivery.Verdict.DELIVERED) {
        delivered(batch);
      } else {
        failed(batch, delivery);
      }
    } catch (IOException | RuntimeException e) {
      retryAfterFault(e);
    }
  }

  private void delivered(List<LogRecord> batch) throws IOException {
    boolean full = batch.size() >= limit;
    failures = 0;
    refusals = 0;
    limit = context.config().batchEvents();
    context.counters().delivered.add(batch.size());
    context.counters().deliveryWorks();
    pass(batch);
    runIn(full ? Duration.ZERO : context.config().batchDelay());
  }

  private void failed(List<LogRecord> batch, Delivery delivery) throws IOException {
    failures++;
    context.counters().deliveryFailed(delivery.problem());
    if (delivery.verdict() == Delivery.Verdict.REFUSED) {
      refused(batch, delivery);
    }
    buryOld(delivery.problem());
    runIn(context.backoff().after(Math.max(1, failures), delivery.retryAfter()));
  }

  /** Finds the one event that is refused, by halves, and gives it up. */
  private void refused(List<LogRecord> batch, Delivery delivery) throws IOException {
    limit = Math.max(1, batch.size() / 2);
    if (batch.size() == 1 && ++refusals >= REFUSALS) {
      bury(batch.get(0), "refused: " + delivery.problem());
      pass(batch);
      refusals = 0;
      failures = 0;
    }
  }

  private void buryOld(String problem) throws IOException {
    long newest = context.clock().currentTimeMillis() - context.config().retention().toMillis();
    for (List<LogRecord> first = reader.read(1, BATCH_BYTES);
        !first.isEmpty() && first.get(0).atMs() < newest;
        first = reader.read(1, BATCH_BYTES)) {
      bury(first.get(0), "not delivered in the time of webhooks.retention: " + problem);
      pass(first);
    }
  }

  private void bury(LogRecord event, String reason) throws IOException {
    context.dead().add(event, reason, context.clock().currentTimeMillis());
  }

  private void pass(List<LogRecord> batch) throws IOException {
    reader.moveTo(batch);
    doneSeq = reader.seq();
    cursor.moveTo(reader.seq());
    events.removeUpTo(reader.seq());
  }

  /** Events that wait for their delivery. */
  long pending() {
    return Math.max(0, events.lastSeq() - doneSeq);
  }

  /** When the oldest of them happened, Unix time. */
  long headAtMs() {
    return headAtMs;
  }

  long bytes() {
    return events.bytes();
  }

  /** On the thread that delivers. */
  void force() throws IOException {
    events.force();
    cursor.force();
  }

  /** Begins no more requests; completes when none is under way. */
  CompletableFuture<Void> stop() {
    stopping = true;
    return inFlight;
  }

  @Override
  public void close() throws IOException {
    events.close();
    cursor.close();
  }
}
