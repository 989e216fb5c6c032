package io.rtmkit.server.store;

import io.rtmkit.server.core.port.MessageStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;

/** What every message store does: the same cases for all of them. One thread runs a test. */
public abstract class MessageStoreContract
    implements QueueContract,
        FullQueueContract,
        HistoryContract,
        UserHistoryContract,
        UserHistoryPagesContract,
        MissedContract,
        CrowdContract {
  private volatile MessageStore store;
  private StoreRules rules = STANDARD;

  /** Opens the store on the data of this test, of which there is none at first. */
  protected abstract MessageStore openStore(StoreRules rules) throws IOException;

  @Override
  public MessageStore store() {
    return store == null ? open(rules) : store;
  }

  @Override
  public MessageStore open(StoreRules rules) {
    closeStore();
    this.rules = rules;
    try {
      store = openStore(rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return store;
  }

  /** Closes the store, and opens it on the same data with the same rules. */
  public void reopen() {
    open(rules);
  }

  @AfterEach
  void closeStore() {
    if (store != null) {
      store.close();
      store = null;
    }
  }
}
