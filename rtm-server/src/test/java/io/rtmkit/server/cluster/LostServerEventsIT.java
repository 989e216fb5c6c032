package io.rtmkit.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.event.HeardEvents;
import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the users of a server that is gone: their end, by one of the others. */
class LostServerEventsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void usersWhoDoNotComeBackAreToldAsLost(@TempDir Path directory) throws IOException {
    Map<String, String> settings =
        Map.of(
            "cluster.lease", "3s",
            "session.grace", "5s",
            "session.unreachable-after", "3s",
            "session.interrupted-after", "2s",
            "session.heartbeat-interval", "1s",
            "shutdown.drain", "0s");
    try (TwoServers servers = new TwoServers(directory, settings);
        SdkUser alice = SdkUser.login("alice", servers.first().address())) {
      HeardEvents heard = new HeardEvents();
      servers.second().server().events().add(heard);
      alice.join("room");
      servers.first().close(); // leaves its sessions to whoever takes them
      List<String> lines = new ArrayList<>();
      Eventually.until(
          SOON,
          () -> {
            lines.addAll(heard.take());
            return lines.contains("user.offline alice lost")
                && lines.contains("channel.left alice room 0");
          });
      assertThat(lines).filteredOn(line -> line.contains(" alice")).hasSize(2);
    }
  }
}
