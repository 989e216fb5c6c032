package io.rtmkit.server.store.embedded;

import static io.rtmkit.server.store.embedded.EmbeddedStoreFixture.RULES;
import static io.rtmkit.server.store.embedded.EmbeddedStoreFixture.config;
import static io.rtmkit.server.store.embedded.EmbeddedStoreFixture.ids;
import static io.rtmkit.server.store.embedded.EmbeddedStoreFixture.open;
import static io.rtmkit.server.store.embedded.EmbeddedStoreFixture.read;
import static io.rtmkit.server.store.embedded.EmbeddedStoreFixture.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.server.config.StoreConfig.OnCorruption;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.StoredMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files with flipped and torn bytes: found at the opening or at the reading, or what they hold is
 * still right. Never is something delivered that nobody sent.
 */
class DamagedFilesIT {
  private static final int POSITIONS = 200;
  private static final int MESSAGES = 300;

  @TempDir private Path directory;
  private Path sound;

  /** A store with messages in tables and in the log of writes. */
  @BeforeEach
  void fill() throws Exception {
    sound = directory.resolve("sound");
    for (int part = 0; part < 3; part++) {
      try (MessageStore store = open(sound)) {
        for (long id = part * 100L; id < (part + 1) * 100L; id++) {
          assertThat(store(store, "bob", id, text(id))).isNull();
        }
      }
    }
  }

  private static String text(long id) {
    return "message " + id + " " + new Random(id).nextLong();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(sound)) {
      return all.filter(f -> !f.getFileName().toString().matches("LOG.*|LOCK|IDENTITY")).toList();
    }
  }

  private Path copy(int number) throws IOException {
    Path copy = Files.createDirectory(directory.resolve("copy" + number));
    for (Path file : files()) {
      Files.copy(file, copy.resolve(file.getFileName()));
    }
    return copy;
  }

  @Test
  void flippedBytesAreFoundOrHarmless() throws Exception {
    Random random = new Random(7);
    List<Path> files = files();
    int noticed = 0;
    for (int i = 0; i < POSITIONS; i++) {
      Path copy = copy(i);
      Path file = copy.resolve(files.get(i % files.size()).getFileName());
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
      }
      noticed += check(copy) ? 0 : 1;
    }
    assertThat(noticed).as("damage that was noticed").isGreaterThan(POSITIONS / 4);
  }

  @Test
  void tornFilesAreFoundOrHarmless() throws Exception {
    Random random = new Random(8);
    List<Path> files = files();
    for (int i = 0; i < POSITIONS / 4; i++) {
      Path copy = copy(i);
      Path file = copy.resolve(files.get(i % files.size()).getFileName());
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, bytes.length == 0 ? 0 : random.nextInt(bytes.length)));
      check(copy);
    }
  }

  /** Opens and reads a damaged store; whether everything is still there. */
  private static boolean check(Path path) throws Exception {
    List<StoredMessage> messages;
    try (MessageStore store = open(path)) {
      messages = read(store, "bob");
    } catch (IOException | CompletionException e) {
      assertThat(e).as("the damage is named").hasMessageMatching("(?s).*[a-zA-Z]{4}.*");
      return false;
    }
    assertThat(ids(messages)).isSorted().doesNotHaveDuplicates();
    for (StoredMessage message : messages) {
      assertThat(message.senderId()).isEqualTo("alice");
      assertThat(message.content().getPayload().toStringUtf8())
          .isEqualTo(text(message.messageId()));
    }
    return messages.size() == MESSAGES;
  }

  @Test
  void aDamagedStoreStopsTheStartUnlessItIsToBeSetAside() throws Exception {
    Path current = sound.resolve("CURRENT");
    Files.writeString(current, "nonsense\n");
    assertThatThrownBy(() -> open(sound))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining("set-aside")
        .hasMessageContaining(sound.toString());
    try (MessageStore store =
        EmbeddedMessageStore.open(
            config(sound, 0, OnCorruption.SET_ASIDE), RULES, Clock.system())) {
      assertThat(read(store, "bob")).isEmpty();
      assertThat(store(store, "bob", 1, "new")).isNull();
    }
    try (Stream<Path> beside = Files.list(directory)) {
      assertThat(beside.map(path -> path.getFileName().toString()))
          .anyMatch(name -> name.startsWith("sound.damaged-"));
    }
  }

  @Test
  void aStoreInUseIsNotTakenForADamagedOne() throws Exception {
    try (MessageStore first = open(sound)) {
      assertThat(first.status().isWell()).isTrue();
      assertThatThrownBy(
              () ->
                  EmbeddedMessageStore.open(
                      config(sound, 0, OnCorruption.SET_ASIDE), RULES, Clock.system()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use");
    }
  }
}
