package io.rtmkit.server.check;

import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.config.StoreConfig;
import io.rtmkit.server.store.redis.RedisMessageStore;
import java.io.IOException;
import java.util.List;

/**
 * Whether the message store can be reached. The files of an embedded one belong to the server that
 * runs, and are not opened beside it. Stateless.
 */
final class StoreAccess implements Check {
  private static final String NAME = "store";

  @Override
  public List<Finding> look(ServerConfig config) {
    StoreConfig store = config.store();
    return switch (store.kind()) {
      case EMBEDDED -> List.of(Finding.ok(NAME, "embedded, in files of this server"));
      case MEMORY ->
          List.of(
              Finding.warn(NAME, "store.kind is memory: messages are gone when the server stops"));
      case REDIS -> redis(store);
    };
  }

  private static List<Finding> redis(StoreConfig store) {
    try {
      List<String> problems = RedisMessageStore.findProblems(store.redis());
      return problems.isEmpty()
          ? List.of(Finding.ok(NAME, "Redis answers"))
          : problems.stream().map(problem -> Finding.warn(NAME, problem)).toList();
    } catch (IOException e) {
      return List.of(Finding.fail(NAME, String.valueOf(e.getMessage())));
    }
  }
}
