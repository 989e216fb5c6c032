package io.rtmkit.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.GoodbyePush;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.server.e2e.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code health} against a server that answers one ping as the test says. */
@Timeout(30)
class HealthCommandTest {
  @TempDir Path directory;

  @Test
  void aServerThatAnswersIsHealthy() throws Exception {
    try (OneAnswer server = new OneAnswer(HealthCommandTest::replyTo)) {
      CommandRun run = health("--server", "127.0.0.1:" + server.port());
      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).matches("127\\.0\\.0\\.1:" + server.port() + " answered in \\d+ ms\\R");
    }
  }

  @Test
  void theConfiguredServerIsTheDefault() throws Exception {
    try (OneAnswer server = new OneAnswer(HealthCommandTest::replyTo)) {
      assertThat(health("--port", "" + server.port()).out())
          .startsWith("127.0.0.1:" + server.port() + " answered");
    }
    try (OneAnswer server = new OneAnswer(HealthCommandTest::replyTo)) {
      Map<String, String> env =
          Map.of(
              "RTM_LISTEN_HOST", "0.0.0.0",
              "RTM_DEV_MODE", "on",
              "RTM_LISTEN_PORT", "" + server.port());
      assertThat(CommandRun.of(env, directory, "health").out())
          .startsWith("localhost:" + server.port() + " answered");
    }
  }

  @Test
  void wrongAnswersAreNotHealthy() throws Exception {
    assertUnhealthy(
        ping -> reply(Reply.newBuilder().setRequestId(99)), "the answer is no reply to the ping");
    assertUnhealthy(
        ping -> reply(Reply.newBuilder().setRequestId(ping.getRequest().getRequestId()).setCode(1)),
        "the ping was answered with code 1");
    assertUnhealthy(
        ping ->
            Envelope.newBuilder()
                .setPush(
                    Push.newBuilder().setGoodbye(GoodbyePush.newBuilder().setReason("draining")))
                .build(),
        "the server says goodbye: draining");
    assertUnhealthy(ping -> null, "the connection was closed without an answer");
  }

  @Test
  void silenceIsNotHealthy() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandRun run =
          health("--server", "127.0.0.1:" + silent.getLocalPort(), "--timeout", "50ms");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("is not healthy: no answer within 50 ms").hasLineCount(1);
    }
  }

  @Test
  void nobodyThereIsNotHealthy() throws Exception {
    int port = FreePort.find();
    CommandRun run = health("--server", "127.0.0.1:" + port);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("127.0.0.1:" + port + " is not healthy: ").hasLineCount(1);
  }

  @Test
  void aServerWithoutTlsIsNotHealthyForTls() throws Exception {
    try (OneAnswer server = new OneAnswer(HealthCommandTest::replyTo)) {
      CommandRun run = health("--tls", "--timeout", "1s", "--server", "127.0.0.1:" + server.port());
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("is not healthy").hasLineCount(1);
    }
  }

  @Test
  void withTlsAnyCertificateWillDo() throws Exception {
    try (OneAnswer server = new OneAnswer(listenWithTls(), HealthCommandTest::replyTo)) {
      CommandRun run = health("--tls", "--server", "localhost:" + server.port());
      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
    }
  }

  @Test
  void anAddressNeedsAPort() {
    for (String address : new String[] {"localhost", "localhost:", "::1:80", "a:99999", ":80"}) {
      CommandRun run = health("--server", address);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("'" + address + "' is not allowed, must be HOST:PORT");
    }
  }

  private void assertUnhealthy(Function<Envelope, @Nullable Envelope> answer, String reason)
      throws Exception {
    try (OneAnswer server = new OneAnswer(answer)) {
      CommandRun run = health("--server", "127.0.0.1:" + server.port());
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("is not healthy: " + reason).hasLineCount(1);
    }
  }

  private CommandRun health(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "health";
    System.arraycopy(args, 0, all, 1, args.length);
    return CommandRun.of(Map.of(), directory, all);
  }

  private static Envelope replyTo(Envelope ping) {
    return reply(Reply.newBuilder().setRequestId(ping.getRequest().getRequestId()));
  }

  private static Envelope reply(Reply.Builder reply) {
    return Envelope.newBuilder().setReply(reply).build();
  }

  /** Listens with a fresh certificate, made for another name than localhost. */
  private ServerSocket listenWithTls() throws Exception {
    Path store = directory.resolve("store.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String[] command = {
      keytool,
      "-genkeypair",
      "-alias",
      "rtm",
      "-keyalg",
      "EC",
      "-dname",
      "CN=rtm.example",
      "-validity",
      "2",
      "-storetype",
      "PKCS12",
      "-storepass",
      "password",
      "-keystore",
      store.toString()
    };
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "password".toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "password".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  /** Accepts one connection, reads one request and answers it; null closes without an answer. */
  private static final class OneAnswer implements AutoCloseable {
    private final ServerSocket listener;

    OneAnswer(Function<Envelope, @Nullable Envelope> answer) throws IOException {
      this(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), answer);
    }

    OneAnswer(ServerSocket listener, Function<Envelope, @Nullable Envelope> answer) {
      this.listener = listener;
      Thread thread = new Thread(() -> serve(answer), "one-answer");
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return listener.getLocalPort();
    }

    private void serve(Function<Envelope, @Nullable Envelope> answer) {
      try (Socket socket = listener.accept()) {
        InputStream in = socket.getInputStream();
        assertThat(in.readNBytes(4)).isEqualTo(Frames.preamble());
        Envelope request = Frames.read(in, Limits.CLIENT_FRAME_BYTES);
        assertThat(request).isNotNull();
        assertThat(request.getRequest().hasPing()).isTrue();
        Envelope reply = answer.apply(request);
        if (reply != null) {
          socket.getOutputStream().write(Frames.encode(reply));
        }
      } catch (IOException | AssertionError e) {
        // The command then sees a closed connection and the test fails on what it prints.
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
