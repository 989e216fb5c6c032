package io.rtmkit.server.store.embedded;

import io.rtmkit.server.store.StoreCounters;
import io.rtmkit.server.store.StoreRules;
import org.rocksdb.RocksDBException;

/** The open files and what is known of their content. Made anew whenever the files are opened. */
record Tables(Database database, QueueTable queues, LogTable logs, MemberTable members) {
  static Tables open(Database database, StoreRules rules, StoreCounters counters)
      throws RocksDBException {
    return new Tables(
        database,
        new QueueTable(rules.offline().messages(), counters),
        new LogTable(rules.history().bytesPerApp(), database),
        new MemberTable(database));
  }
}
