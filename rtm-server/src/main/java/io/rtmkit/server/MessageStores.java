package io.rtmkit.server;

import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.store.StoreRules;
import io.rtmkit.server.store.embedded.EmbeddedMessageStore;
import io.rtmkit.server.store.memory.MemoryMessageStore;
import io.rtmkit.server.store.redis.RedisMessageStore;
import java.io.IOException;

/** Opens the message store that the configuration names. Stateless. */
public final class MessageStores {
  private MessageStores() {}

  /**
   * Opens the store.
   *
   * @throws IOException if it cannot be used; the message is for a person
   */
  public static MessageStore open(ServerConfig config, Clock clock) throws IOException {
    StoreRules rules = new StoreRules(config.offline(), config.history());
    return switch (config.store().kind()) {
      case EMBEDDED -> EmbeddedMessageStore.open(config.store(), rules, clock);
      case MEMORY -> new MemoryMessageStore(rules, clock);
      case REDIS -> RedisMessageStore.open(config.store().redis(), rules, clock);
    };
  }
}
