package io.rtmkit.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.Resume;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.e2e.TestServer;
import io.rtmkit.server.e2e.WireClient;
import io.rtmkit.server.store.Eventually;
import io.rtmkit.server.webhook.FlappingReceiver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users do can be read in the metrics of a running server. */
class MetricsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Set<String> LABELS =
      Set.of("code", "kind", "outcome", "result", "state", "transport", "le", "version", "java");

  @Test
  void connectionsAndSessions() {
    try (TestServer server = TestServer.start();
        SdkUser alice = SdkUser.login("alice", server.address());
        SdkUser bob = SdkUser.login("bob", "ws://127.0.0.1:" + server.port());
        WireClient silent = WireClient.connect(server)) {
      await(server, "rtm_connections", "transport", "undecided", 1);
      Scrape before = scrape(server);
      assertThat(before.value("rtm_connections", "transport", "tcp")).isEqualTo(1);
      assertThat(before.value("rtm_connections", "transport", "websocket")).isEqualTo(1);
      assertThat(before.value("rtm_sessions", "state", "online")).isEqualTo(2);
      assertThat(before.value("rtm_sessions", "state", "unreachable")).isZero();
      assertThat(before.value("rtm_sessions_opened_total")).isEqualTo(2);
      assertThat(before.value("rtm_logins_total", "result", "ok")).isEqualTo(2);
      assertThat(before.value("rtm_login_seconds_count")).isEqualTo(2);
      assertThat(before.value("rtm_received_bytes_total")).isPositive();
      assertThat(before.value("rtm_sent_bytes_total")).isPositive();
      assertThat(before.value("rtm_buffers_bytes")).isPositive();

      server.server().moderation().kick(new UserKey(TestServer.APP, "bob"), "enough");
      await(server, "rtm_sessions_ended_total", "code", "kicked", 1);
      await(server, "rtm_connections_closed_total", "code", "kicked", 1);
      await(server, "rtm_connections", "transport", "websocket", 0);
      bob.await("state 5/7"); // ABORTED, BANNED_BY_SERVER
      assertThat(alice.events("state")).hasSize(2); // connecting, connected: still there
      assertThat(silent.socket().isClosed()).isFalse();
    }
  }

  @Test
  void refusedAndTooOften() {
    try (TestServer server = TestServer.start(Map.of("rates.join", "1/60s"));
        WireClient stranger = WireClient.open(server);
        WireClient hasty = WireClient.login(server, "hasty")) {
      Request.Builder bad = WireClient.loginRequest("");
      assertThat(stranger.call(bad).getCode()).isNotZero();
      hasty.join("one");
      assertThat(hasty.join("two").getRetryAfterMs()).isPositive();
      assertThat(hasty.call(WireClient.toChannel("two", "hello")).getCode()).isNotZero();
      Scrape scrape = scrape(server);
      assertThat(scrape.value("rtm_logins_total", "result", "invalid_argument")).isEqualTo(1);
      await(server, "rtm_connections_closed_total", "code", "login_refused", 1);
      assertThat(requests(scrape, "join", "ok")).isEqualTo(1);
      assertThat(requests(scrape, "join", "too_often")).isEqualTo(1);
      assertThat(requests(scrape, "publish", "refused")).isEqualTo(1);
    }
  }

  @Test
  void whatTheOperatorIsAskedBeforeAMessageIsSent() throws IOException {
    try (FlappingReceiver service = new FlappingReceiver(0);
        TestServer server =
            TestServer.start(
                Map.of(
                    "before-send.url",
                    service.url(),
                    "before-send.secret",
                    FlappingReceiver.SECRET,
                    "before-send.timeout",
                    "10s"));
        SdkUser alice = SdkUser.login("alice", server.address())) {
      assertThat(SdkUser.await(alice.toPeer("alice", "an answer without a word"))).isZero();
      service.behave(body -> 503);
      assertThat(SdkUser.await(alice.toPeer("alice", "no answer"))).isZero();
      Scrape scrape = scrape(server);
      assertThat(scrape.value("rtm_before_send_asked_total")).isEqualTo(2);
      assertThat(scrape.value("rtm_before_send_unanswered_total")).isEqualTo(2);
      assertThat(scrape.value("rtm_before_send_denied_total")).isZero();
    }
  }

  @Test
  void aSessionThatGoesOn() {
    try (TestServer server = TestServer.start();
        WireClient first = WireClient.open(server);
        WireClient second = WireClient.open(server)) {
      LoginReply reply = first.loginReply("alice");
      Request.Builder again = WireClient.loginRequest("alice");
      again
          .getLoginBuilder()
          .setResume(
              Resume.newBuilder()
                  .setSessionId(reply.getSessionId())
                  .setSecret(reply.getResumeSecret()));
      assertThat(second.call(again).getLogin().getResumed()).isTrue();
      assertThat(scrape(server).value("rtm_sessions_resumed_total")).isEqualTo(1);
      await(server, "rtm_connections_closed_total", "code", "resumed_elsewhere", 1);
    }
  }

  @Test
  void messages() {
    try (TestServer server = TestServer.start();
        SdkUser alice = SdkUser.login("alice", server.address());
        SdkUser bob = SdkUser.login("bob", server.address())) {
      assertThat(SdkUser.await(alice.toPeer("bob", "hello"))).isZero();
      assertThat(SdkUser.await(alice.toPeer("nobody", "hello"))).isNotZero();
      RtmChannel room = alice.join("room");
      bob.join("room");
      assertThat(SdkUser.await(alice.toChannel(room, "hello"))).isZero();
      Scrape scrape = scrape(server);
      assertThat(scrape.value("rtm_peer_messages_total", "result", "delivered")).isEqualTo(1);
      assertThat(scrape.value("rtm_peer_messages_total", "result", "offline")).isEqualTo(1);
      assertThat(scrape.value("rtm_peer_ack_seconds_count")).isEqualTo(1);
      assertThat(scrape.value("rtm_channels")).isEqualTo(1);
      assertThat(scrape.value("rtm_channel_members")).isEqualTo(2);
      assertThat(scrape.value("rtm_channel_publications_total")).isEqualTo(1);
      assertThat(scrape.value("rtm_channel_deliveries_total")).isEqualTo(1);
      assertThat(scrape.value("rtm_channel_fanout_count")).isEqualTo(1);
      assertThat(scrape.value("rtm_channel_history_bytes")).isPositive();

      Eventually.until(
          PATIENCE, () -> live(server).channelMessages() > 0 && live(server).loopLag().count() > 0);
      Live live = live(server);
      assertThat(live.sessions()).isEqualTo(2);
      assertThat(live.connections()).isEqualTo(2);
      assertThat(live.channels()).isEqualTo(1);
      assertThat(live.peerMessages()).isPositive();
      assertThat(live.deliveries()).isPositive();
      assertThat(live.peerAck().count()).isEqualTo(1);
      assertThat(live.peerAck().p99()).isPositive();
      assertThat(live.loopLag().count()).isPositive();
      assertThat(live.memory().heapUsed()).isPositive();
      assertThat(live.store().isWell()).isTrue();
    }
  }

  @Test
  void whatIsKept(@TempDir Path files) {
    Map<String, String> settings =
        Map.of("store.kind", "embedded", "store.path", files.toString(), "offline.messages", "1");
    try (TestServer server = TestServer.start(settings);
        WireClient alice = WireClient.login(server, "alice")) {
      for (int i = 0; i < 2; i++) {
        Request.Builder message = WireClient.toPeer("bob", "later");
        message.getPeerMessageBuilder().setEnableOfflineMessaging(true);
        alice.call(message);
      }
      Scrape scrape = scrape(server);
      assertThat(scrape.value("rtm_peer_messages_total", "result", "cached")).isEqualTo(2);
      assertThat(scrape.value("rtm_store_healthy")).isEqualTo(1);
      assertThat(scrape.value("rtm_store_free_bytes")).isPositive();
      assertThat(scrape.value("rtm_store_stored_total")).isEqualTo(2);
      assertThat(scrape.value("rtm_store_replaced_total")).isEqualTo(1);
      assertThat(scrape.value("rtm_store_write_seconds_count")).isEqualTo(2);
    }
  }

  @Test
  void callsAndPresence() {
    try (TestServer server = TestServer.start();
        SdkUser alice = SdkUser.login("alice", server.address());
        SdkUser bob = SdkUser.login("bob", server.address())) {
      LocalInvitation call = alice.client().getRtmCallManager().createLocalInvitation("bob");
      SdkUser.code(cb -> alice.client().getRtmCallManager().sendLocalInvitation(call, cb));
      SdkUser.code(cb -> alice.client().subscribePeersOnlineStatus(Set.of("bob", "eve"), cb));
      Scrape during = scrape(server);
      assertThat(during.value("rtm_invitations_sent_total")).isEqualTo(1);
      assertThat(during.value("rtm_invitations_open")).isEqualTo(1);
      assertThat(during.value("rtm_presence_watched")).isEqualTo(2);
      assertThat(during.value("rtm_presence_watchers")).isEqualTo(1);

      SdkUser.code(
          cb -> bob.client().getRtmCallManager().refuseRemoteInvitation(bob.nextCall(), cb));
      Scrape after = scrape(server);
      assertThat(after.value("rtm_invitations_ended_total", "result", "refused")).isEqualTo(1);
      assertThat(after.value("rtm_invitations_open")).isZero();
    }
  }

  @Test
  void aSlowReader() {
    Map<String, String> settings =
        Map.of("session.send-buffer-bytes", "64KB", "rates.message", "100000/1s");
    try (TestServer server = TestServer.start(settings);
        WireClient sender = WireClient.login(server, "sender");
        WireClient sleeper = WireClient.login(server, "sleeper")) {
      sender.join("room");
      sleeper.join("room");
      String large = "x".repeat(30_000);
      Eventually.until(
          PATIENCE,
          () -> {
            sender.call(WireClient.toChannel("room", large));
            return closed(server, "slow_consumer") == 1;
          });
    }
  }

  @Test
  void noIdIsALabel() {
    try (TestServer server = TestServer.start();
        SdkUser alice = SdkUser.login("id-of-a-user", server.address())) {
      alice.join("id-of-a-channel");
      Scrape scrape = scrape(server);
      assertThat(scrape.samples())
          .filteredOn(sample -> sample.name().startsWith("rtm_"))
          .allSatisfy(sample -> assertThat(LABELS).containsAll(sample.labels().keySet()));
      assertThat(server.server().metrics().scrape())
          .doesNotContain("id-of-a-user", "id-of-a-channel", TestServer.APP);
    }
  }

  private static double requests(Scrape scrape, String kind, String outcome) {
    return scrape.samples().stream()
        .filter(s -> s.name().equals("rtm_requests_total"))
        .filter(s -> s.labels().equals(Map.of("kind", kind, "outcome", outcome)))
        .mapToDouble(Scrape.Sample::value)
        .sum();
  }

  private static double closed(TestServer server, String code) {
    return scrape(server).value("rtm_connections_closed_total", "code", code);
  }

  private static Live live(TestServer server) {
    return server.server().metrics().live();
  }

  private static void await(
      TestServer server, String metric, String label, String value, double expected) {
    Eventually.until(PATIENCE, () -> scrape(server).value(metric, label, value) == expected);
  }

  private static Scrape scrape(TestServer server) {
    return new Scrape(server.server().metrics().scrape());
  }
}
