package io.rtmkit.server.store.embedded;

import io.rtmkit.server.config.StoreConfig;
import io.rtmkit.server.core.ManualClock;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.store.DurableStoreContract;
import io.rtmkit.server.store.StoreRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by the store in files. One thread. */
class EmbeddedMessageStoreIT extends DurableStoreContract {
  private final ManualClock clock = new ManualClock();

  @TempDir Path path;

  @Override
  protected MessageStore openStore(StoreRules rules) throws IOException {
    StoreConfig config = EmbeddedStoreFixture.config(path, 0, StoreConfig.OnCorruption.STOP);
    return EmbeddedMessageStore.open(config, rules, clock);
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
