package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads messages of a log whose places are known: read_records.lua. Thread-safe. */
final class ReadRecordsScript {
  private static final Script SCRIPT = Script.reading(ReadRecordsScript.class, "read_records");

  private final RedisCalls calls;
  private final RedisKeys keys;

  ReadRecordsScript(RedisCalls calls, RedisKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  /** The messages at these places of one log, as far as they are there and sound. */
  CompletableFuture<List<LogPage.Entry>> run(Conversation conversation, List<LogPlace> places) {
    byte[] key = keys.log(conversation);
    List<byte[]> arguments =
        places.stream().map(place -> Script.bytes(RedisKeys.streamId(place.id()))).toList();
    return calls
        .run(SCRIPT, List.of(key), calls.endOfRead(), maybeDone -> arguments)
        .thenApply(
            records -> {
              List<LogPage.Entry> entries = new ArrayList<>();
              for (int i = 0; i < Math.min(places.size(), records.size()); i++) {
                byte[] record = (byte[]) records.get(i);
                LogPage.Entry entry =
                    record.length == 0 ? null : ReadLogScript.decode(places.get(i), key, record);
                if (entry != null) {
                  entries.add(entry);
                }
              }
              return entries;
            });
  }
}
