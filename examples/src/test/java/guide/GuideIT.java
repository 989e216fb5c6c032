package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.client.ResultFuture;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmClientListener;
import io.rtmkit.client.RtmException;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.loadtest.process.Ports;
import io.rtmkit.server.token.TokenFormat;
import io.rtmkit.server.token.TokenGrant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the SDK guide and the migration guides show works. */
class GuideIT {
  private static final RtmClientListener DEAF = (message, from) -> {};

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @Test
  void tourSeesWhatTheGuideSays() throws Exception {
    try (TestServer server = TestServer.start(0)) {
      List<String> lines = new ArrayList<>();
      new Tour(server.address(), lines::add).run();
      assertThat(lines).isEqualTo(TourLines.EXPECTED);
    }
  }

  @Test
  void errorsReadAsTheGuideShowsThem() throws Exception {
    String guide = Files.readString(Path.of("../docs/sdk-guide.md"));
    try (TestServer server = TestServer.start(0)) {
      RtmClient alice = Connecting.connect(server.address(), null, "alice", DEAF);
      ResultFuture<Void> tooLong = new ResultFuture<>();
      alice.sendMessageToPeer("bob", alice.createMessage("x".repeat(40_000)), null, tooLong);
      ResultFuture<Void> badName = new ResultFuture<>();
      alice.sendMessageToPeer("bøb", alice.createMessage("x"), null, badName);
      ResultFuture<Void> again = new ResultFuture<>();
      alice.login(null, "alice", again);
      for (ResultFuture<Void> each : List.of(tooLong, badName, again)) {
        assertThatThrownBy(each::get)
            .isInstanceOfSatisfying(
                RtmException.class, error -> assertThat(guide).contains(error.getMessage()));
      }
      alice.release();
    }
  }

  @Test
  void mediaMessagesAreRefusedAsTheMigrationGuidesSay() throws Exception {
    try (TestServer server = TestServer.start(0)) {
      RtmClient alice = Connecting.connect(server.address(), null, "alice", DEAF);
      RtmMessage file = alice.createFileMessageByMediaId("photo");
      ResultFuture<Void> toPeer = new ResultFuture<>();
      alice.sendMessageToPeer("bob", file, null, toPeer);
      ResultFuture<Void> toChannel = new ResultFuture<>();
      Rooms.join(alice, "room", told::add).sendMessage(file, toChannel);
      assertThat(List.of(code(toPeer), code(toChannel))).containsExactly(7, 4);
      alice.release();
    }
  }

  @Test
  void tokensAreRenewedInTime() throws Exception {
    try (TestServer server = TestServer.startWithApp()) {
      Renewal renewal =
          new Renewal(
              () -> {
                told.add("asked");
                return token(Duration.ofHours(1));
              });
      RtmClient alice =
          Connecting.connect(server.address(), token(Duration.ofSeconds(32)), "alice", renewal);
      renewal.watch(alice);
      expect("asked");
      assertThat(told.poll(1, TimeUnit.SECONDS)).isNull();
      alice.release();
      assertThatThrownBy(() -> Connecting.connect(server.address(), "no token", "alice", DEAF))
          .isInstanceOfSatisfying(
              RtmException.class, error -> assertThat(error.getErrorCode()).isEqualTo(5));
    }
  }

  @Test
  void lossesAreTold() throws Exception {
    TestServer first = TestServer.start(Ports.free(new Random()));
    Losses losses = new Losses(told::add);
    RtmClient alice = Connecting.connect(first.address(), null, "alice", losses);
    expect("state 2, reason 1");
    expect("state 3, reason 2");
    RtmChannel channel = alice.createChannel("room", losses);
    ResultFuture<Void> joined = new ResultFuture<>();
    channel.join(joined);
    joined.get();
    first.close();
    expect("state 4, reason 5");
    try (TestServer second = TestServer.start(first.port())) {
      expect("state 3, reason 2");
      expect("the channel began anew: ask for members and attributes");
      RtmClient bob = Connecting.connect(second.address(), null, "bob", DEAF);
      Peers.send(bob, "alice", "still there?", told::add);
      // In either order: she is told by her client's thread, he by his.
      assertThat(List.of(next(), next()))
          .containsExactlyInAnyOrder("bob: still there?", "delivered");
      bob.release();
      alice.release();
    }
  }

  @Test
  void botAnswersUntilItIsEnded() throws Exception {
    try (TestServer server = TestServer.start(0);
        JavaProgram bot =
            JavaProgram.java(
                Map.of("RTM_SERVER", server.address()),
                List.of("-cp", System.getProperty("java.class.path"), "guide.EchoBot"))) {
      assertThat(bot.line()).isEqualTo("ready");
      RtmClient alice =
          Connecting.connect(
              server.address(), null, "alice", (message, from) -> told.add(message.getText()));
      Peers.send(alice, "echo", "hello", told::add);
      assertThat(List.of(next(), next())).containsExactlyInAnyOrder("hello", "delivered");
      bot.end();
      Peers.send(alice, "echo", "hello?", told::add);
      expect("kept");
      alice.release();
    }
  }

  @Test
  void parametersNameTheServer() throws Exception {
    try (TestServer server = TestServer.start(0)) {
      RtmClient alice = RtmClient.createInstance(TestServer.APP, DEAF);
      assertThat(Moving.server(alice)).isZero();
      assertThat(Moving.privateServer(alice, "127.0.0.1", server.port())).isZero();
      ResultFuture<Void> login = new ResultFuture<>();
      alice.login("", "alice", login);
      assertThat(login.get()).isNull();
      alice.release();
    }
  }

  // By name: without tests to run, the Kotlin code is not compiled.
  @Test
  void kotlinCoroutinesWait() throws Exception {
    try (TestServer server = TestServer.start(0)) {
      Object done =
          Class.forName("guide.CoroutinesKt")
              .getMethod("begin", String.class, Consumer.class)
              .invoke(null, server.address(), (Consumer<String>) told::add);
      ((CompletableFuture<?>) done).get(20, TimeUnit.SECONDS);
      assertThat(told).containsExactly("kim says hello", "online: {kim=true}", "failed: 3");
    }
  }

  private static int code(ResultFuture<?> failing) throws InterruptedException {
    try {
      failing.get();
      return 0;
    } catch (RtmException e) {
      return e.getErrorCode();
    }
  }

  private static String token(Duration lifetime) {
    TokenGrant grant = new TokenGrant(TestServer.APP, "alice", Instant.now(), lifetime);
    return TokenFormat.V006.build(grant, TestServer.CERTIFICATE);
  }

  private void expect(String line) throws InterruptedException {
    assertThat(next()).isEqualTo(line);
  }

  private String next() throws InterruptedException {
    return told.poll(15, TimeUnit.SECONDS);
  }
}
