package io.rtmkit.server.cluster.script;

import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Small tables that all servers share: begin_table.lua, write_table.lua, tidy_table.lua and
 * read_table.lua. Thread-safe.
 */
public final class TableScripts {
  private static final Script BEGIN = Script.writing(TableScripts.class, "begin_table");
  private static final Script WRITE = Script.writing(TableScripts.class, "write_table");
  private static final Script TIDY = Script.writing(TableScripts.class, "tidy_table");
  private static final Script READ = Script.reading(TableScripts.class, "read_table");

  private final RedisCalls calls;
  private final ClusterKeys keys;

  public TableScripts(RedisCalls calls, ClusterKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  /** Begins a table with these entries, unless a server has begun it before. */
  public CompletableFuture<Void> begin(String table, Map<String, String> entries) {
    Call call = new Call(keys.table(table));
    entries.forEach((key, value) -> call.add(key).add(value));
    return call.write(calls, BEGIN).thenApply(reply -> null);
  }

  /** Writes an entry in the place of what was there. */
  public CompletableFuture<Void> put(String table, String key, String value) {
    return new Call(keys.table(table))
        .add(key)
        .add(value)
        .write(calls, WRITE)
        .thenApply(reply -> null);
  }

  /** Removes an entry, if there is one. */
  public CompletableFuture<Void> remove(String table, String key) {
    return new Call(keys.table(table)).add(key).write(calls, WRITE).thenApply(reply -> null);
  }

  /** Removes an entry if it still has this value. */
  public CompletableFuture<Void> tidy(String table, String key, String value) {
    return new Call(keys.table(table))
        .add(key)
        .add(value)
        .write(calls, TIDY)
        .thenApply(reply -> null);
  }

  /** All entries. */
  public CompletableFuture<TableSlice> readAll(String table) {
    return new Call(keys.table(table)).read(calls, READ).thenApply(TableSlice::of);
  }

  /** One entry; none if there is no such entry, or if the key is empty. */
  public CompletableFuture<TableSlice> read(String table, String key) {
    return new Call(keys.table(table)).add(key).read(calls, READ).thenApply(TableSlice::of);
  }
}
