package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Push;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A client that does not read is closed; the others get everything. */
class SlowConsumerIT {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "session.send-buffer-bytes", "64KB",
          "rates.message", "100000/1s",
          "rates.frames", "100000/1s");

  /** 15 MB in all: far more than the kernel keeps for a client that sleeps. */
  private static final int MESSAGES = 500;

  private static final String LARGE = "x".repeat(30_000);

  @Test
  void isClosedAndTheOthersGetEverything() throws SocketException {
    try (TestServer server = TestServer.start(SETTINGS);
        WireClient sender = WireClient.login(server, "sender");
        WireClient reader = WireClient.login(server, "reader");
        WireClient sleeper = WireClient.login(server, "sleeper")) {
      sleeper.socket().setReceiveBufferSize(4 * 1024);
      sender.join("room");
      reader.join("room");
      sleeper.join("room");
      for (int i = 0; i < MESSAGES; i++) {
        long request = sender.ask(WireClient.toChannel("room", LARGE));
        assertThat(sender.reply(request).getCode()).isZero();
        assertThat(nextMessage(reader)).isEqualTo(i + 4); // behind three joins
      }
      assertThat(readToEnd(sleeper))
          .isIn(CloseCode.CLOSE_CODE_SLOW_CONSUMER, CloseCode.CLOSE_CODE_UNSPECIFIED);
    }
  }

  private static long nextMessage(WireClient client) {
    Push push = client.push();
    while (!push.getPublication().hasMessage()) {
      push = client.push();
    }
    return push.getPublication().getOffset();
  }

  /**
   * It is cut off without a goodbye that it would not read: by a reset, or an end inside a frame.
   */
  private static CloseCode readToEnd(WireClient client) {
    try {
      return client.closeCode();
    } catch (UncheckedIOException cut) {
      assertThat(cut.getCause()).isNotInstanceOf(SocketTimeoutException.class);
      return CloseCode.CLOSE_CODE_UNSPECIFIED;
    }
  }
}
