package io.rtmkit.client.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of a server's address. */
class ServerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "host, rtm://host:7080",
    "host:1, rtm://host:1",
    "' 10.0.0.1:65535 ', rtm://10.0.0.1:65535",
    "rtm://host, rtm://host:7080",
    "tcp://host:81/, rtm://host:81",
    "RTMS://host, rtms://host:7080",
    "ws://host, ws://host:80/rtm",
    "wss://host, wss://host:443/rtm",
    "wss://host:8443/a/b?c=d, wss://host:8443/a/b?c=d",
    "ws://host/, ws://host:80/rtm",
    "[::1], rtm://[::1]:7080",
    "ws://[fe80::1]:81, ws://[fe80::1]:81/rtm"
  })
  void isRead(String text, String address) {
    assertThat(ServerAddress.parse(text)).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ":7080", "http://host", "host:", "host:0", "host:65536", "host:99999999999", "host:x",
        "rtm://host/path", "::1", "[::1", "user@host", "ho st", "host\n:1", "ws://host/a b", "ws://"
      })
  void isRefused(String text) {
    assertThatThrownBy(() -> ServerAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("server address \"");
  }
}
