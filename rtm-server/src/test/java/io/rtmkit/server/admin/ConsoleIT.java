package io.rtmkit.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.e2e.SdkUser;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The console in Chromium: all tests of console-test, those with a server against one on which SDK
 * clients talk. Pictures of it stay in target/console-screenshots.
 */
final class ConsoleIT {
  private static final NpmProject TESTS = new NpmProject(Path.of("console-test"));
  private static final int EVERY_MS = 50;

  @Test
  void operator_sees_the_rate_finds_a_user_and_kicks_it() throws Exception {
    NpmProject.requireNode();
    TESTS.install();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try (AdminServer server = AdminServer.start();
        SdkUser sender = server.login("sender");
        SdkUser receiver = server.login("receiver");
        SdkUser victim = server.login("victim")) {
      ScheduledFuture<?> talk =
          clock.scheduleWithFixedDelay(() -> talk(sender), 0, EVERY_MS, TimeUnit.MILLISECONDS);
      receiver.await("peer sender: still here");
      TESTS.run(
          Map.of(
              "RTMKIT_CONSOLE_URL",
              "http://127.0.0.1:" + server.port() + "/",
              "RTMKIT_CONSOLE_KEY",
              AdminServer.KEY,
              "RTMKIT_CONSOLE_VICTIM",
              "victim"),
          "npm",
          "test");
      victim.await("state 5/7"); // aborted, CONNECTION_CHANGE_REASON_BANNED_BY_SERVER
      assertThat(sender.events("state")).containsExactly("state 2/1", "state 3/2");
      assertThat(talk.cancel(false)).as("was still talking").isTrue();
    } finally {
      clock.shutdownNow();
    }
  }

  private static void talk(SdkUser sender) {
    CompletableFuture<Integer> unused = sender.toPeer("receiver", "still here");
  }
}
