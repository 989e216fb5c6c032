package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.redis.Script;
import java.util.List;

/** Names of keys of the bus. Immutable. */
final class BusKeys {
  private final String prefix;

  BusKeys(String prefix) {
    this.prefix = prefix;
  }

  byte[] inbox(String node) {
    return Script.bytes(prefix + "{in:" + node + "}");
  }

  /** Leases, and what the servers tell of themselves. */
  List<byte[]> nodes() {
    return List.of(Script.bytes(prefix + "{nodes}:lease"), Script.bytes(prefix + "{nodes}:info"));
  }
}
