package io.rtmkit.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.Content;
import io.rtmkit.server.MessageStores;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.StoredMessage;
import io.rtmkit.server.core.session.UserKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that copy the store. */
class BackupCommandTest {
  private static final String APP = "0123456789abcdef0123456789abcdef";

  @TempDir private Path directory;

  private MessageStore open(String name) throws Exception {
    Map<String, String> settings = Map.of("store.path", directory.resolve(name).toString());
    return MessageStores.open(ServerConfig.defaultsWith(settings), Clock.system());
  }

  private static void store(MessageStore store, long id) {
    StoredMessage message =
        new StoredMessage(
            "alice", id, Content.getDefaultInstance(), Clock.system().currentTimeMillis());
    store
        .store(
            new StoreRequest(Conversation.between(APP, "alice", "bob"), message, true, true, false))
        .toCompletableFuture()
        .join();
  }

  @Test
  void aBackupOfAStoreInUseIsRestored() throws Exception {
    try (MessageStore store = open("live")) {
      store(store, 1);
      store(store, 2);
      CommandRun backup =
          CommandRun.of(Map.of(), directory, "backup", "--to", "copy", "--set", "store.path=live");
      assertThat(backup.exitCode()).as(backup.err()).isZero();
      assertThat(backup.out()).contains("2 waiting messages", "2 messages of history", "copy");
      store(store, 3);
    }
    CommandRun restore =
        CommandRun.of(Map.of(), directory, "restore", "--from", "copy", "--set", "store.path=new");
    assertThat(restore.exitCode()).as(restore.err()).isZero();
    assertThat(restore.out()).contains("2 waiting messages", "new");
    try (MessageStore store = open("new")) {
      assertThat(
              store
                  .readQueue(new UserKey(APP, "bob"), 0, 10, 1 << 20)
                  .toCompletableFuture()
                  .join()
                  .entries())
          .extracting(entry -> entry.message().messageId())
          .containsExactly(1L, 2L);
    }
  }

  @Test
  void whatCannotBeCopiedIsSaidInALine() throws Exception {
    Files.createDirectory(directory.resolve("empty"));
    CommandRun nothing =
        CommandRun.of(Map.of(), directory, "backup", "--to", "copy", "--set", "store.path=empty");
    assertThat(nothing.exitCode()).isEqualTo(1);
    assertThat(nothing.err()).contains("error: there is no store in").endsWith("/empty\n");
    open("live").close();
    CommandRun occupied =
        CommandRun.of(Map.of(), directory, "restore", "--from", "live", "--set", "store.path=live");
    assertThat(occupied.exitCode()).isEqualTo(1);
    assertThat(occupied.err()).contains("not empty");
    CommandRun other =
        CommandRun.of(Map.of(), directory, "backup", "--to", "copy", "--set", "store.kind=memory");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("store.kind");
    assertThat(CommandRun.of(Map.of(), directory, "backup").exitCode()).isEqualTo(2);
  }
}
