package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signals to the packaged server: stop, stop at once, reload. */
class ServeSignalsIT {
  private static final int CACHED = 4;

  @TempDir private Path dir;

  private final int port = FreePort.find();
  private ServerProcess server;

  private void start(String... arguments) {
    server = ServerProcess.start(port, Map.of(), arguments);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aStopUnderLoadLosesNothingThatWasAcceptedAndIsNoFailure() {
    String[] settings = {
      "--set",
      "rates.message=100000/1s",
      "--set",
      "rates.frames=100000/1s",
      "--set",
      "offline.messages=5000"
    };
    start(settings);
    try (SdkUser alice = SdkUser.login("alice", server.address())) {
      List<CompletableFuture<Answer<Void>>> answers = new ArrayList<>();
      CompletableFuture<Integer> exit = new CompletableFuture<>();
      for (int i = 0; i < 2_000; i++) {
        if (i == 1_000) {
          answers.get(500).join(); // in the middle of it
          new Thread(() -> exit.complete(server.terminate())).start();
        }
        answers.add(Keep.send(alice, "carol", "m" + i, Keep.offline()));
      }
      assertThat(exit.join()).isZero();
      start(settings);
      List<String> accepted = new ArrayList<>();
      for (int i = 0; i < answers.size(); i++) {
        if (Answer.await(answers.get(i)).code() == CACHED) {
          accepted.add("offline alice: m" + i);
        }
      }
      assertThat(accepted).hasSizeGreaterThan(500);
      try (SdkUser carol = SdkUser.login("carol", server.address())) {
        accepted.forEach(carol::await); // others may have been stored too, unanswered
        assertThat(carol.events("offline")).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void theSecondStopEndsAtOnce() {
    start("--set", "shutdown.unready=5m");
    server.signal("TERM");
    server.awaitOutput("not ready any more; clients are sent away in PT5M");
    server.signal("INT");
    assertThat(server.awaitExit()).isEqualTo(130);
  }

  @Test
  void hangUpReadsTheConfigurationAgain() throws IOException {
    Path file = write("limits: {message-bytes: 1000}");
    start("--config", file.toString(), "--set", "reload.interval=0s");
    write("limits: {message-bytes: 900}\nsession: {grace: 60s}");
    server.signal("HUP");
    server.awaitOutput("read again (SIGHUP); changed: limits.message-bytes");
    server.awaitOutput("needs a restart: session.grace");
    write("limits: {message-bytes: many}");
    server.signal("HUP");
    server.awaitOutput("nothing is changed, the old configuration stays (SIGHUP): limits.message");
    assertThat(server.terminate()).isZero();
  }

  @Test
  void aChangedFileIsNoticed() throws IOException {
    Path file = write("log: {level: info}");
    start("--config", file.toString(), "--set", "reload.interval=50ms");
    write("log: {level: debug, format: json}");
    server.awaitOutput("read again (a file has changed); changed: log.format, log.level");
    assertThat(server.output())
        .filteredOn(line -> line.contains("changed: log.format, log.level"))
        .singleElement()
        .asString()
        .startsWith("{")
        .contains("\"level\":\"INFO\"");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(dir.resolve("rtmkit.yaml"), yaml);
  }
}
