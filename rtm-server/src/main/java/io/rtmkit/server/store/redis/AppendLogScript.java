package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import io.rtmkit.server.store.MessageRecord;
import io.rtmkit.server.store.StoreRules;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Appends messages to the log of a conversation: append_log.lua. Thread-safe. */
final class AppendLogScript {
  private static final Script SCRIPT = Script.storing(AppendLogScript.class, "append_log");
  private static final byte[] NO = {'0'};
  private static final byte[] YES = {'1'};

  /**
   * Where a message is.
   *
   * @param size bytes that it takes
   * @param added whether it was not there before
   */
  record Place(String streamId, int size, boolean added) {}

  private final RedisCalls calls;
  private final StoreRules rules;

  AppendLogScript(RedisCalls calls, StoreRules rules) {
    this.calls = calls;
    this.rules = rules;
  }

  /** Where each message is now, in the order of the requests. */
  CompletableFuture<List<Place>> run(
      List<byte[]> keys, List<StoreRequest> requests, long endNanos) {
    List<byte[]> values = new ArrayList<>();
    for (StoreRequest request : requests) {
      values.add(
          new MessageRecord(request.message(), request.offline(), request.historical())
              .encode(keys.get(0)));
    }
    return calls
        .run(SCRIPT, keys, endNanos, maybeDone -> arguments(requests, values, maybeDone))
        .thenApply(reply -> places(reply, values));
  }

  private List<byte[]> arguments(
      List<StoreRequest> requests, List<byte[]> values, boolean maybeDone) {
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(Script.bytes(rules.logRetention().toMillis()));
    arguments.add(RedisKeys.secondsToLive(rules.logRetention()));
    arguments.add(RedisKeys.secondsToLive(rules.offline().retention()));
    for (int i = 0; i < requests.size(); i++) {
      StoreRequest request = requests.get(i);
      int flags = (request.offline() ? 1 : 0) | (request.historical() ? 2 : 0);
      long id = request.message().messageId();
      arguments.add(maybeDone || request.repeated() ? YES : NO);
      arguments.add(Script.bytes(flags));
      arguments.add(Script.bytes(request.message().senderId()));
      arguments.add(ByteBuffer.allocate(Long.BYTES).putLong(id).array());
      arguments.add(values.get(i));
    }
    return arguments;
  }

  private static List<Place> places(List<Object> reply, List<byte[]> values) {
    if (reply.size() != values.size()) {
      throw StoreException.unknown("Redis answered something else", null);
    }
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      List<?> place = (List<?>) reply.get(i);
      boolean added = (Long) place.get(1) != 0;
      places.add(new Place(Script.text(place.get(0)), values.get(i).length, added));
    }
    return places;
  }
}
