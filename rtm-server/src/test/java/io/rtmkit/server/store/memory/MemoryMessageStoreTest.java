package io.rtmkit.server.store.memory;

import io.rtmkit.server.core.ManualClock;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.store.MessageStoreContract;
import io.rtmkit.server.store.StoreRules;
import java.time.Duration;

/** The contract, kept by the store in memory. One thread. */
class MemoryMessageStoreTest extends MessageStoreContract {
  private final ManualClock clock = new ManualClock();

  @Override
  protected MessageStore openStore(StoreRules rules) {
    return new MemoryMessageStore(rules, clock);
  }

  @Override
  public long nowMs() {
    return clock.currentTimeMillis();
  }

  @Override
  public void passRetention() {
    clock.advance(Duration.ofSeconds(2));
  }

  @Override
  public void tick() {
    clock.advance(Duration.ofMillis(2));
  }
}
