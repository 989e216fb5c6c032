package io.rtmkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as a change of the files, and when it is acted upon. */
class ReloadWatchTest {
  @TempDir private Path dir;

  private final BlockingQueue<String> reloads = new LinkedBlockingQueue<>();
  private Path certificate;
  private Path key;
  private ReloadWatch watch;

  @BeforeEach
  void create() throws IOException {
    certificate = Files.writeString(dir.resolve("cert"), "certificate 1");
    key = Files.writeString(dir.resolve("key"), "key 1");
    watch = new ReloadWatch(reloads::add, () -> List.of(certificate, key));
  }

  @AfterEach
  void close() {
    watch.close();
  }

  @Test
  void unchangedFilesAreLeftAloneAlsoWhenTheyAreWrittenAgain() throws IOException {
    watch.look();
    Files.writeString(key, "key 1");
    watch.look();
    watch.look();
    assertThat(reloads).isEmpty();
  }

  @Test
  void aPairIsReadWhenBothFilesHaveComeToRest() throws IOException {
    Files.writeString(certificate, "certificate 2");
    watch.look();
    Files.writeString(key, "key 2");
    watch.look();
    assertThat(reloads).isEmpty();
    watch.look();
    assertThat(reloads).containsExactly("a file has changed");
    watch.look();
    assertThat(reloads).hasSize(1);
  }

  @Test
  void aLinkThatLeadsElsewhereIsAChange() throws IOException {
    Path link = dir.resolve("live");
    Files.createSymbolicLink(link, certificate);
    try (ReloadWatch linked = new ReloadWatch(reloads::add, () -> List.of(link))) {
      Files.delete(link);
      linked.look(); // there is nothing for a moment, and nothing is done
      assertThat(reloads).isEmpty();
      Files.createSymbolicLink(link, key);
      linked.look();
      linked.look();
      assertThat(reloads).hasSize(1);
    }
  }

  @Test
  void looksByItselfAndReloadsOnRequest() throws Exception {
    watch.request("SIGHUP");
    assertThat(reloads.poll(10, TimeUnit.SECONDS)).isEqualTo("SIGHUP");
    watch.start(Duration.ofMillis(5));
    Files.writeString(key, "key 2");
    assertThat(reloads.poll(10, TimeUnit.SECONDS)).isEqualTo("a file has changed");
  }
}
