package io.rtmkit.server.cluster.script;

import java.util.HashMap;
import java.util.Map;

/**
 * What was read of a table. Immutable.
 *
 * @param version how often the table had changed by then; 0 if it has not begun
 */
public record TableSlice(long version, Map<String, String> entries) {
  static TableSlice of(Reply reply) {
    long version = reply.number();
    Map<String, String> entries = new HashMap<>();
    while (reply.hasNext()) {
      entries.put(reply.text(), reply.text());
    }
    return new TableSlice(version, Map.copyOf(entries));
  }
}
