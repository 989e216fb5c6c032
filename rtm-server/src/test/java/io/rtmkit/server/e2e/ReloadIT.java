package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.protocol.v1.PeerMessageError;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.server.ConfigReload;
import io.rtmkit.server.config.ConfigException;
import io.rtmkit.server.config.ConfigLoader;
import io.rtmkit.server.config.LoadedConfig;
import io.rtmkit.server.config.Reloaded;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings of a running server change, under users who are logged in. */
class ReloadIT {
  private final Map<String, String> settings = new HashMap<>();
  private TestServer server;
  private ConfigReload reload;
  private WireClient alice;

  @BeforeEach
  void start() {
    settings.putAll(
        Map.of(
            "listen.port", "0",
            "listen.event-loops", "2",
            "store.kind", "memory",
            "admin.enabled", "off"));
    server = TestServer.start(settings);
    reload = new ConfigReload(this::load, load(), server.server());
    alice = WireClient.login(server, "alice");
  }

  private LoadedConfig load() {
    return ConfigLoader.load(null, Map.of(), settings);
  }

  @AfterEach
  void stop() {
    alice.close();
    server.close();
  }

  private Reloaded reload(String key, String value) throws IOException {
    settings.put(key, value);
    return reload.reload();
  }

  private Reply toBob(String text) {
    return alice.call(WireClient.toPeer("bob", text));
  }

  @Test
  void aSmallerMessageHoldsAtOnceAndIsToldToWhoeverLogsIn() throws IOException {
    assertThat(toBob("x".repeat(200)).getCode())
        .isEqualTo(PeerMessageError.PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE);
    assertThat(reload("limits.message-bytes", "100").applied())
        .containsExactly("limits.message-bytes");
    Reply reply = toBob("x".repeat(200));
    assertThat(reply.getCode()).isEqualTo(PeerMessageError.PEER_MESSAGE_ERR_INVALID_MESSAGE_VALUE);
    assertThat(reply.getReason()).contains("100");
    try (WireClient carol = WireClient.open(server)) {
      assertThat(carol.loginReply("carol").getLimits().getMessageBytes()).isEqualTo(100);
    }
  }

  @Test
  void aRateHoldsAtOnceForWhoIsLoggedIn() throws IOException {
    reload("rates.message", "1/1h");
    assertThat(toBob("first").getCode())
        .isEqualTo(PeerMessageError.PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE);
    Reply second = toBob("second");
    assertThat(second.getCode()).isEqualTo(PeerMessageError.PEER_MESSAGE_ERR_TOO_OFTEN_VALUE);
    assertThat(second.getReason()).contains("1/1h");
    reload("rates.message", "180/3s");
    assertThat(toBob("third").getCode())
        .isEqualTo(PeerMessageError.PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE);
  }

  @Test
  void aRateOfLoginsHoldsAtOnce() throws IOException {
    reload("rates.login", "1/1h");
    try (WireClient first = WireClient.login(server, "carol");
        WireClient second = WireClient.open(server)) {
      assertThat(second.call(WireClient.loginRequest("carol")).getCode()).isEqualTo(10);
      assertThat(first.call(WireClient.ping()).getCode()).isZero();
    }
  }

  @Test
  void lessConnectionsAndChannelsThanThereAreEndNone() throws IOException {
    assertThat(alice.join("one").getCode()).isZero();
    assertThat(alice.join("two").getCode()).isZero();
    settings.put("limits.connections", "1");
    assertThat(reload("limits.channels-joined", "1").applied())
        .containsExactlyInAnyOrder("limits.connections", "limits.channels-joined");
    assertThat(alice.join("three").getCode()).isEqualTo(5);
    assertThat(alice.call(WireClient.toChannel("two", "still here")).getCode()).isZero();
    try (WireClient turnedAway = WireClient.connect(server)) {
      assertThat(turnedAway.read()).isNull();
    }
  }

  @Test
  void whatCannotChangeIsNamedUntilItIsBackOrTheServerIsStartedAgain() throws IOException {
    assertThat(reload("session.grace", "60s").needRestart()).containsExactly("session.grace");
    Reloaded second = reload("limits.members-listed", "100");
    assertThat(second.applied()).isEmpty();
    assertThat(second.needRestart()).containsExactly("session.grace", "limits.members-listed");
    assertThat(server.server().config().session().grace()).hasSeconds(30);
    settings.remove("limits.members-listed");
    assertThat(reload("session.grace", "30s").needRestart()).isEmpty();
  }

  @Test
  void aFaultChangesNothing() throws IOException {
    settings.put("rates.message", "1/1h");
    assertThatThrownBy(() -> reload("limits.message-bytes", "-1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("limits.message-bytes");
    toBob("first");
    assertThat(toBob("second").getCode())
        .isEqualTo(PeerMessageError.PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE);
    settings.remove("limits.message-bytes");
    assertThat(reload.reload().applied()).containsExactly("rates.message");
  }
}
