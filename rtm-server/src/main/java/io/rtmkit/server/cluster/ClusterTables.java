package io.rtmkit.server.cluster;

import io.rtmkit.server.cluster.bus.Bus;
import io.rtmkit.server.cluster.script.TableScripts;
import io.rtmkit.server.cluster.wire.TableItem;
import io.rtmkit.server.core.port.SharedTable;
import io.rtmkit.server.core.port.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables that all servers share, by their names. Thread-safe. */
final class ClusterTables {
  private static final Logger log = LoggerFactory.getLogger(ClusterTables.class);
  private static final Duration BEGINNING = Duration.ofSeconds(15);

  private final ConcurrentMap<String, ClusterTable> byName = new ConcurrentHashMap<>();
  private final TableScripts scripts;
  private final Bus bus;

  ClusterTables(TableScripts scripts, Bus bus) {
    this.scripts = scripts;
    this.bus = bus;
  }

  /** The table of that name. */
  SharedTable table(String name) {
    return byName.computeIfAbsent(name, key -> new ClusterTable(key, scripts, bus));
  }

  /**
   * Begins all tables that somebody listens to, and waits until they are here.
   *
   * @throws IOException if they cannot be read; the message is for a person
   */
  void begin() throws IOException {
    try {
      List<? extends CompletableFuture<?>> begun =
          byName.values().stream().map(ClusterTable::begin).toList();
      Futures.each(begun).get(BEGINNING.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while joining the other servers", e);
    } catch (ExecutionException | TimeoutException e) {
      String why =
          e.getCause() == null ? "Redis does not answer" : StoreException.of(e.getCause()).reason();
      throw new IOException("cluster: the bans and apps cannot be read: " + why, e);
    }
  }

  /** Another server has changed an entry. */
  void onTable(TableItem item) {
    ClusterTable table = byName.get(item.getTable());
    if (table != null) {
      table.onChanged(item.getKey()).whenComplete((done, failure) -> note(failure));
    }
  }

  /** Who has just come is not told everything yet: looks whether something has changed. */
  void look() {
    for (ClusterTable table : byName.values()) {
      table.look().whenComplete((done, failure) -> note(failure));
    }
  }

  /** Something may have been missed: reads everything. */
  void compareAll() {
    for (ClusterTable table : byName.values()) {
      table.compare().whenComplete((done, failure) -> note(failure));
    }
  }

  /** It is read again within half a minute. */
  private static void note(@Nullable Throwable failure) {
    if (failure != null) {
      log.debug("a shared table could not be read", failure);
    }
  }
}
