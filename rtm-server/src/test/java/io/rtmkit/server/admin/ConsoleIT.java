package io.rtmkit.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.e2e.FreePort;
import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.webhook.FlappingReceiver;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console in Chromium: all tests of console-test, those with a server against one on which SDK
 * clients talk. Pictures of it stay in target/console-screenshots.
 */
final class ConsoleIT {
  private static final NpmProject TESTS = new NpmProject(Path.of("console-test"));
  private static final int EVERY_MS = 50;

  @TempDir private Path directory;

  @Test
  void operator_sees_the_rate_finds_a_user_and_kicks_it() throws Exception {
    NpmProject.requireNode();
    TESTS.install();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try (AdminServer server = AdminServer.start(withWebhooksThatNobodyTakes());
        SdkUser sender = server.login("sender");
        SdkUser receiver = server.login("receiver");
        SdkUser victim = server.login("victim")) {
      ScheduledFuture<?> talk =
          clock.scheduleWithFixedDelay(() -> talk(sender), 0, EVERY_MS, TimeUnit.MILLISECONDS);
      receiver.await("peer sender: still here");
      receiver.join("room");
      TESTS.run(
          Map.of(
              "RTMKIT_CONSOLE_URL",
              "http://127.0.0.1:" + server.port() + "/",
              "RTMKIT_CONSOLE_KEY",
              AdminServer.KEY,
              "RTMKIT_CONSOLE_APP",
              AdminServer.APP,
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

  private Map<String, String> withWebhooksThatNobodyTakes() {
    return Map.of(
        "data.path",
        directory.toString(),
        "webhooks.url",
        "http://127.0.0.1:" + FreePort.find() + "/hook",
        "webhooks.secret",
        FlappingReceiver.SECRET);
  }

  private static void talk(SdkUser sender) {
    CompletableFuture<Integer> unused = sender.toPeer("receiver", "still here");
  }
}
