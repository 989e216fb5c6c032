package io.rtmkit.server.app;

import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.SharedTable;
import io.rtmkit.server.core.port.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table of several servers in one test; each looks at it from a place of its own. One thread. */
final class FakeTable {
  final Map<String, String> entries = new HashMap<>();
  private final List<SharedTable.Listener> listeners = new ArrayList<>();
  private boolean begun;

  /** Nothing can be written. */
  @Nullable StoreException problem;

  /** What one server has of it. */
  SharedTable server() {
    return new SharedTable() {
      @Override
      public void listen(Listener listener, Map<String, String> first) {
        if (!begun) {
          begun = true;
          entries.putAll(first);
        }
        listeners.add(listener);
        listener.onAll(Map.copyOf(entries));
      }

      @Override
      public void put(String key, String value, Answer<Void> answer) {
        change(key, value, answer);
      }

      @Override
      public void tidy(String key, String value) {
        entries.remove(key, value);
      }

      @Override
      public void remove(String key, Answer<Void> answer) {
        change(key, null, answer);
      }
    };
  }

  private void change(String key, @Nullable String value, Answer<Void> answer) {
    StoreException failing = problem;
    if (failing != null) {
      answer.fail(failing);
      return;
    }
    if (value == null) {
      entries.remove(key);
    } else {
      entries.put(key, value);
    }
    listeners.forEach(listener -> listener.onEntry(key, value));
    answer.give(null);
  }
}
