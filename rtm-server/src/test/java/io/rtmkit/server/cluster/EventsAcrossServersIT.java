package io.rtmkit.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmChannel;
import io.rtmkit.server.core.event.HeardEvents;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.FaultProxy;
import io.rtmkit.server.e2e.Keep;
import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.e2e.TestServer;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What webhooks of two servers are told together: each event by one of them. */
class EventsAcrossServersIT {
  private static final String ROOM = "room";
  private static final Duration SOON = Duration.ofSeconds(30);

  private final HeardEvents first = new HeardEvents();
  private final HeardEvents second = new HeardEvents();
  private final List<String> all = Collections.synchronizedList(new ArrayList<>());
  private TwoServers servers;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    servers = new TwoServers(directory, Map.of());
    servers.first().server().events().add(first);
    servers.second().server().events().add(second);
  }

  @AfterEach
  void close() {
    servers.close();
  }

  private List<String> heard() {
    all.addAll(first.take());
    all.addAll(second.take());
    return List.copyOf(all);
  }

  private void await(String line) {
    Eventually.until(SOON, () -> heard().contains(line));
  }

  private static boolean has(TestServer server, String userId) {
    return server.server().sessions().find(new UserKey(TestServer.APP, userId)) != null;
  }

  @Test
  void aSessionThatMovesIsToldOnce() throws IOException {
    try (FaultProxy proxy = new FaultProxy(servers.first().port());
        SdkUser bob = SdkUser.login("bob", servers.second().address());
        SdkUser alice = SdkUser.login("alice", proxy.address())) {
      alice.join(ROOM);
      RtmChannel bobs = bob.join(ROOM);
      proxy.set(FaultProxy.Mode.REFUSE);
      alice.await("state 4/5");
      await("user.unreachable alice");
      Answer.await(Keep.send(bob, "alice", "kept", Keep.both()));
      proxy.target(servers.second().port());
      proxy.set(FaultProxy.Mode.PASS);
      alice.await("peer bob: kept");
      assertThat(SdkUser.await(bob.toChannel(bobs, "after"))).isZero();
      alice.await("channel bob: after");
      Eventually.until(SOON, () -> !has(servers.first(), "alice"));
      Eventually.until(SOON, () -> Collections.frequency(heard(), "user.online alice") == 2);
      assertThat(heard()).doesNotContain("user.offline alice logout");

      assertThat(SdkUser.code(alice.client()::logout)).isZero();
      await("user.offline alice logout");
      await("channel.left alice room 1");
    }
    await("user.offline bob logout");
    assertThat(heard().stream().filter(line -> line.contains(" alice") && !stored(line)))
        .containsExactlyInAnyOrder(
            "user.online alice",
            "user.unreachable alice",
            "user.online alice",
            "channel.created alice room 0",
            "channel.joined alice room 1",
            "user.offline alice logout",
            "channel.left alice room 1");
    assertThat(heard()).filteredOn(line -> line.startsWith("user.online bob")).hasSize(1);
    assertThat(heard()).filteredOn(line -> line.startsWith("channel.joined bob")).hasSize(1);
    assertThat(heard()).filteredOn(EventsAcrossServersIT::stored).hasSizeLessThanOrEqualTo(1);
  }

  private static boolean stored(String line) {
    return line.startsWith("message.stored");
  }

  @Test
  void aLoginElsewhereIsToldByBothOnce() {
    try (SdkUser alice = SdkUser.login("alice", servers.first().address());
        SdkUser again = SdkUser.login("alice", servers.second().address())) {
      alice.await("state 5/8");
      await("user.offline alice remote-login");
      assertThat(SdkUser.code(again.client()::logout)).isZero();
      await("user.offline alice logout");
    }
    assertThat(heard())
        .containsExactlyInAnyOrder(
            "user.online alice",
            "user.offline alice remote-login",
            "user.online alice",
            "user.offline alice logout");
  }
}
