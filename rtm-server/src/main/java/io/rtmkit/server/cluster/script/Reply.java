package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.redis.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a script returned, read from its beginning to its end. One thread. */
final class Reply {
  private final List<?> values;
  private int next;

  Reply(List<?> values) {
    this.values = values;
  }

  boolean hasNext() {
    return next < values.size();
  }

  long number() {
    return take(Long.class);
  }

  int count() {
    return Math.toIntExact(number());
  }

  boolean flag() {
    return number() != 0;
  }

  byte[] bytes() {
    return take(byte[].class);
  }

  String text() {
    return Script.text(bytes());
  }

  /** A number that Redis keeps as a text, for its size; 0 if there is none. */
  long numberInText() {
    String text = text();
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw StoreException.unknown("Redis answered something else", e);
    }
  }

  /** A list in the list. */
  Reply list() {
    return new Reply(take(List.class));
  }

  List<String> texts() {
    return list().rest(Reply::text);
  }

  /** Everything that is left. */
  <T> List<T> rest(Function<Reply, T> reader) {
    List<T> read = new ArrayList<>();
    while (hasNext()) {
      read.add(reader.apply(this));
    }
    return List.copyOf(read);
  }

  private <T> T take(Class<T> type) {
    Object value = hasNext() ? values.get(next++) : null;
    if (!type.isInstance(value)) {
      throw StoreException.unknown("Redis answered something else", null);
    }
    return type.cast(value);
  }
}
