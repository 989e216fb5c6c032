package io.rtmkit.server.webhook;

import io.rtmkit.server.config.WebhookConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.event.EventKind;
import io.rtmkit.server.core.event.EventListener;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to the operator's URL, at least once each, those of one user in their order. An
 * event is in a file before {@link #on} returns, and outlives the process from then on.
 * Thread-safe.
 */
public final class Webhooks implements EventListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Webhooks.class);

  /** Users are spread over so many; the number is part of the files. */
  private static final int LANES = 4;

  private static final long LARGEST_SEGMENT = 4 << 20;
  private static final long FORCE_EVERY_MS = 1_000;
  private static final long RETRY_WRITE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long STOP_SECONDS = 2;

  private final WebhookConfig config;
  private final Clock clock;
  private final FileChannel lock;
  private final Set<EventKind> kinds;
  private final Counters counters;
  private final DeadLetters dead;
  private final ScheduledThreadPoolExecutor thread;
  private final List<DeliveryLane> lanes = new ArrayList<>(LANES);

  /** Written to again only after this, if the last write failed. */
  private final AtomicLong writableAt;

  private volatile boolean closed;

  private Webhooks(WebhookConfig config, Path directory, FileChannel lock, Clock clock)
      throws IOException {
    this.config = config;
    this.clock = clock;
    this.lock = lock;
    this.kinds = kinds(config);
    this.counters = new Counters(clock);
    this.writableAt = new AtomicLong(clock.nanoTime());
    this.dead = DeadLetters.open(directory.resolve("dead"), DeadLetters.MOST_BYTES);
    this.thread = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "rtm-webhooks"));
    thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    openLanes(directory);
  }

  /**
   * Opens the outbox and begins to deliver what is in it.
   *
   * @param directory of the outbox; made if it is not there
   * @throws IOException if it cannot be used; the message is for a person
   */
  public static Webhooks open(WebhookConfig config, Path directory, Clock clock)
      throws IOException {
    FileChannel lock = lock(directory);
    try {
      Webhooks webhooks = new Webhooks(config, directory, lock, clock);
      webhooks.start();
      return webhooks;
    } catch (IOException e) {
      lock.close();
      throw new IOException("webhooks: the outbox in " + directory + " cannot be opened: " + e, e);
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel file =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean mine;
    try {
      mine = file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      mine = false;
    }
    if (!mine) {
      file.close();
      throw new IOException("webhooks: another server uses " + directory);
    }
    return file;
  }

  private static Set<EventKind> kinds(WebhookConfig config) {
    Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    for (EventKind kind : EventKind.values()) {
      if (config.events().isEmpty() || config.events().contains(kind.type())) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  private void openLanes(Path directory) throws IOException {
    Backoff backoff =
        new Backoff(
            config.retryShortest(),
            config.retryLongest(),
            () -> ThreadLocalRandom.current().nextDouble());
    Receiver receiver =
        Receiver.of(config.url(), config.secret(), config.timeout(), "rtm-webhooks-http", clock);
    DeliveryContext context =
        new DeliveryContext(config, backoff, receiver, dead, counters, thread, clock);
    // The time, so that ids rise also if somebody deletes the files.
    AtomicLong ids = new AtomicLong(TimeUnit.MILLISECONDS.toMicros(clock.currentTimeMillis()));
    long segmentBytes = Math.min(LARGEST_SEGMENT, config.outboxBytes() / (4 * LANES));
    for (int i = 0; i < LANES; i++) {
      lanes.add(DeliveryLane.open(directory, i, segmentBytes, ids, context));
    }
  }

  static Thread daemon(Runnable task, String name) {
    Thread daemon = new Thread(task, name);
    daemon.setDaemon(true);
    return daemon;
  }

  private void start() {
    lanes.forEach(DeliveryLane::start);
    thread.scheduleWithFixedDelay(
        this::force, FORCE_EVERY_MS, FORCE_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void on(Event event) {
    if (closed || !kinds.contains(event.kind())) {
      return;
    }
    long now = clock.nanoTime();
    if (now - writableAt.get() < 0) {
      counters.outboxFailed(counters.outboxProblem());
    } else if (outboxBytes() >= config.outboxBytes()) {
      counters.outboxFailed("the outbox is full: webhooks.outbox-bytes is " + config.outboxBytes());
    } else {
      append(event, now);
    }
  }

  private long outboxBytes() {
    long bytes = 0;
    for (DeliveryLane lane : lanes) {
      bytes += lane.bytes();
    }
    return bytes;
  }

  private void append(Event event, long nowNanos) {
    try {
      lane(event.user().appId(), event.user().userId())
          .append(EventJson.encode(event), event.atMs());
      counters.outboxWorks();
    } catch (IOException e) {
      writableAt.set(nowNanos + RETRY_WRITE_NANOS);
      counters.outboxFailed("the outbox cannot be written: " + e.getMessage());
    }
  }

  private DeliveryLane lane(String appId, String userId) {
    int hash = appId.hashCode() * 31 + userId.hashCode();
    return lanes.get(Math.floorMod(hash ^ (hash >>> 16), LANES));
  }

  private void force() {
    try {
      for (DeliveryLane lane : lanes) {
        lane.force();
      }
      dead.force();
    } catch (IOException | RuntimeException e) {
      log.error("the disk does not take the outbox of the webhooks: {}", e.getMessage());
    }
  }

  /** How the webhooks are. */
  public WebhookStatus status() {
    long pending = lanes.stream().mapToLong(DeliveryLane::pending).sum();
    long oldestAtMs =
        lanes.stream()
            .filter(lane -> lane.pending() > 0)
            .mapToLong(DeliveryLane::headAtMs)
            .min()
            .orElse(Long.MAX_VALUE);
    return new WebhookStatus(
        pending,
        Math.max(0, clock.currentTimeMillis() - oldestAtMs),
        counters.delivered.sum(),
        counters.failedTries.sum(),
        dead.count(),
        dead.dropped(),
        counters.lost.sum() + counters.damaged.sum(),
        counters.outboxProblem(),
        counters.deliveryProblem());
  }

  /**
   * The oldest dead letters.
   *
   * @throws IOException if they cannot be read
   */
  public List<DeadLetter> deadLetters(int most) throws IOException {
    return dead.list(most);
  }

  /**
   * Has all dead letters tried again, behind what waits.
   *
   * @return how many
   * @throws IOException if they cannot be read or written; the rest stays where it is
   */
  public long retryDeadLetters() throws IOException {
    long nowMs = clock.currentTimeMillis();
    return dead.takeAll(
        (event, content) ->
            lane(event.path("appId").asText(), event.path("userId").asText())
                .appendAgain(content, nowMs));
  }

  /** Stops; what is not delivered waits in the files for the next start. */
  @Override
  public void close() {
    closed = true;
    CompletableFuture<?>[] underWay =
        lanes.stream().map(DeliveryLane::stop).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(underWay).get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.debug("a request of the webhooks is not awaited", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.shutdown();
    try {
      if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        log.warn("the thread of the webhooks does not end");
      }
      for (DeliveryLane lane : lanes) {
        lane.close();
      }
      dead.close();
      lock.close();
    } catch (IOException e) {
      log.error("the outbox of the webhooks cannot be closed: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
