package io.rtmkit.server.cluster.bus;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.cluster.wire.Batch;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.core.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to one server: one batch after the other, so that they keep their order however often one
 * has to be repeated; what comes meanwhile makes the next batch. Thread-safe, never blocks.
 */
final class Outbox {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  /** Where batches go. */
  interface Wire {
    /** Appends a batch to the inbox of a server; false if there is no such inbox. Never throws. */
    CompletableFuture<Boolean> append(String node, byte[] batch);
  }

  /** Does something later. */
  interface Later {
    void run(Runnable task, Duration delay);
  }

  /**
   * What all outboxes of a server share. Immutable.
   *
   * @param thread builds batches: until it gets to it, what comes makes one batch
   * @param gone is told of servers that have no inbox
   */
  record Post(
      Wire wire,
      Executor thread,
      Later later,
      Clock clock,
      BusFigures figures,
      Consumer<String> gone) {}

  private final String source;
  private final String destination;
  private final Post post;

  @GuardedBy("this")
  private final WaitingItems waiting;

  @GuardedBy("this")
  private long sequence;

  @GuardedBy("this")
  private boolean busy;

  @GuardedBy("this")
  private boolean closed;

  @GuardedBy("this")
  private @Nullable CompletableFuture<Void> idle;

  @GuardedBy("this")
  private int failures;

  Outbox(String source, String destination, Post post) {
    this.source = source;
    this.destination = destination;
    this.post = post;
    waiting = new WaitingItems(post.figures());
  }

  String source() {
    return source;
  }

  void add(Item item) {
    synchronized (this) {
      if (closed) {
        post.figures().onDropped(1);
        return;
      }
      waiting.add(item, post.clock().nanoTime());
      if (busy) {
        return;
      }
      busy = true;
    }
    post.thread().execute(this::sendNext);
  }

  /** Ends when nothing waits and nothing is under way. */
  synchronized CompletableFuture<Void> whenIdle() {
    if (!busy) {
      return CompletableFuture.completedFuture(null);
    }
    if (idle == null) {
      idle = new CompletableFuture<>();
    }
    return idle;
  }

  /** Drops what waits; nothing is sent any more. */
  void close() {
    CompletableFuture<Void> ended;
    synchronized (this) {
      closed = true;
      waiting.clear();
      ended = idle;
      idle = null;
    }
    if (ended != null) {
      ended.complete(null);
    }
  }

  private void sendNext() {
    Attempt attempt = null;
    CompletableFuture<Void> ended = null;
    synchronized (this) {
      WaitingItems.Together next = closed ? null : waiting.next(post.clock().nanoTime());
      if (next == null) {
        busy = false;
        ended = idle;
        idle = null;
      } else {
        // A number that is left out is how the receiver learns that something was dropped.
        sequence += next.afterGap() ? 2 : 1;
        attempt = new Attempt(next, sequence);
      }
    }
    if (attempt != null) {
      attempt.run();
    } else if (ended != null) {
      ended.complete(null);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void onSuccess() {
    failures = 0;
  }

  private synchronized Duration nextDelay() {
    return Backoff.delay(failures++);
  }

  private synchronized void onLost(WaitingItems.Together items) {
    waiting.onLost(items);
  }

  /** A batch that is under way, with the same number however often. One thread at a time. */
  private final class Attempt {
    private final WaitingItems.Together items;
    private final byte[] batch;
    private final long endNanos;

    Attempt(WaitingItems.Together items, long number) {
      this.items = items;
      batch =
          Batch.newBuilder()
              .setSource(source)
              .setSequence(number)
              .addAllItems(items.items())
              .build()
              .toByteArray();
      endNanos = items.sinceNanos() + WaitingItems.LONGEST.toNanos();
    }

    void run() {
      if (isClosed()) {
        post.figures().onDropped(items.items().size());
      } else {
        post.wire().append(destination, batch).whenComplete(this::onEnd);
      }
    }

    private void onEnd(@Nullable Boolean there, @Nullable Throwable failure) {
      if (failure != null || there == null) {
        onFailure(failure);
      } else if (there) {
        post.figures().onSent(items.items().size(), batch.length);
        onSuccess();
        sendNext();
      } else {
        post.figures().onDropped(items.items().size());
        close();
        post.gone().accept(destination);
      }
    }

    private void onFailure(@Nullable Throwable failure) {
      Duration delay = nextDelay();
      if (post.clock().nanoTime() + delay.toNanos() - endNanos < 0) {
        post.figures().onRepeatedSend();
        post.later().run(this::run, delay);
        return;
      }
      log.warn("a batch for the server {} was given up: {}", destination, String.valueOf(failure));
      onLost(items);
      post.later().run(Outbox.this::sendNext, delay);
    }
  }
}
