package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.cluster.wire.Item;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The outboxes of a server. Thread-safe. */
final class Outboxes {
  private final ConcurrentMap<String, Outbox> byNode = new ConcurrentHashMap<>();
  private final Outbox.Post post;
  private volatile String source;

  Outboxes(String source, Outbox.Post post) {
    this.source = source;
    this.post = post;
  }

  void send(String node, Item item) {
    boxTo(node).add(item);
  }

  private Outbox boxTo(String node) {
    while (true) {
      Outbox box = byNode.computeIfAbsent(node, to -> new Outbox(source, to, post));
      if (box.source().equals(source)) {
        return box;
      }
      forget(node, box); // made while the own name changed
    }
  }

  /** From now on everything comes from another name; what waits under the old one is dropped. */
  void reset(String newSource) {
    source = newSource;
    byNode.forEach(
        (node, box) -> {
          if (!box.source().equals(newSource)) {
            forget(node, box);
          }
        });
  }

  /** Nothing goes to that server any more; its numbers are forgotten. */
  void forget(String node) {
    Outbox box = byNode.get(node);
    if (box != null) {
      forget(node, box);
    }
  }

  private void forget(String node, Outbox box) {
    byNode.remove(node, box);
    box.close();
  }

  /** Waits until everything is sent; returns false if it took too long. */
  boolean drain(Duration most) {
    CompletableFuture<?>[] all =
        byNode.values().stream().map(Outbox::whenIdle).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(all).get(most.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  void close() {
    byNode.forEach(this::forget);
  }
}
