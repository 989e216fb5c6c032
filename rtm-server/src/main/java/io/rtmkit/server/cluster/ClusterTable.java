package io.rtmkit.server.cluster;

import io.rtmkit.server.cluster.bus.Bus;
import io.rtmkit.server.cluster.script.TableScripts;
import io.rtmkit.server.cluster.script.TableSlice;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.cluster.wire.TableItem;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.SharedTable;
import io.rtmkit.server.core.port.StoreException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A table in Redis. Whoever changes an entry tells all servers its key, and each reads it: so what
 * they hold is what Redis has, whatever comes late. Thread-safe.
 */
final class ClusterTable implements SharedTable {
  private static final String NO_KEY = "";

  private final String name;
  private final TableScripts scripts;
  private final Bus bus;
  private final Sequence<String> sequence = new Sequence<>();

  /** How often an entry has been told: what is read of all entries must not be older. */
  private final AtomicLong told = new AtomicLong();

  /** Of the table as it is held here. */
  private final AtomicLong version = new AtomicLong();

  private volatile @Nullable Listener listener;
  private volatile Map<String, String> first = Map.of();

  ClusterTable(String name, TableScripts scripts, Bus bus) {
    this.name = name;
    this.scripts = scripts;
    this.bus = bus;
  }

  @Override
  public void listen(Listener newListener, Map<String, String> newFirst) {
    first = Map.copyOf(newFirst);
    listener = newListener;
  }

  /** Begins the table, if no server has, and tells the listener what is in it. */
  CompletableFuture<?> begin() {
    return scripts.begin(name, first).thenCompose(begun -> compare());
  }

  @Override
  public void put(String key, String value, Answer<Void> answer) {
    change(key, () -> scripts.put(name, key, value), answer);
  }

  @Override
  public void remove(String key, Answer<Void> answer) {
    change(key, () -> scripts.remove(name, key), answer);
  }

  @Override
  public void tidy(String key, String value) {
    scripts.tidy(name, key, value).exceptionally(failure -> null); // next time
  }

  private void change(String key, Supplier<CompletableFuture<Void>> write, Answer<Void> answer) {
    CompletableFuture<Void> done =
        sequence
            .run(key, write)
            .whenComplete((written, failure) -> tellOthers(key)) // it may be done all the same
            .thenCompose(written -> onChanged(key).exceptionally(ClusterTable::written));
    Futures.answer(done, answer);
  }

  /** That it cannot be read does not mean that it was not written. */
  private static Void written(Throwable failure) {
    throw StoreException.unknown(StoreException.of(failure).reason(), failure);
  }

  private void tellOthers(String key) {
    Item item =
        Item.newBuilder()
            .setTable(TableItem.newBuilder().setTable(name).setKey(key).build())
            .build();
    bus.sendToOthers(item);
  }

  /** An entry has changed; reads it. */
  CompletableFuture<Void> onChanged(String key) {
    return sequence.run(key, () -> scripts.read(name, key).thenAccept(slice -> learn(key, slice)));
  }

  private void learn(String key, TableSlice slice) {
    told.incrementAndGet();
    // If more than this has changed, the next look at the version shows it.
    version.compareAndSet(slice.version() - 1, slice.version());
    Listener to = listener;
    if (to != null) {
      to.onEntry(key, slice.entries().get(key));
    }
  }

  /** Reads everything if something has changed of which this server has not heard. */
  CompletableFuture<Void> look() {
    return scripts
        .read(name, NO_KEY)
        .thenCompose(slice -> slice.version() == version.get() ? Futures.done() : compare());
  }

  /** Something may have been missed: reads everything. */
  CompletableFuture<Void> compare() {
    long before = told.get();
    return scripts
        .readAll(name)
        .thenCompose(
            slice -> {
              if (told.get() != before) {
                return compare();
              }
              Listener to = listener;
              if (to != null) {
                to.onAll(slice.entries());
              }
              if (told.get() != before) {
                return compare();
              }
              version.set(slice.version());
              return Futures.done();
            });
  }
}
