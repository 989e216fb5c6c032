package io.rtmkit.server.webhook;

import static io.rtmkit.server.core.TestDomain.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.SendQuestion;
import io.rtmkit.server.core.port.SendVerdict;
import io.rtmkit.server.core.session.UserKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The question before a message is sent: an answer comes in time, whatever the other end does. */
class BeforeSendTest {
  private static final UserKey ALICE = new UserKey("0123…", "alice");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<JsonNode> bodies = new LinkedBlockingQueue<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final Map<String, String> settings = new HashMap<>();
  private volatile String answer = "{\"allow\":true}";
  private volatile int status = 200;
  private volatile boolean hangs;
  private HttpServer server;
  private BeforeSend beforeSend;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    settings.put("before-send.url", "http://127.0.0.1:" + server.getAddress().getPort());
    settings.put("before-send.secret", FlappingReceiver.SECRET);
    settings.put("before-send.timeout", "5s");
    open();
  }

  private void open() {
    ServerConfig config = ServerConfig.defaultsWith(settings);
    beforeSend =
        new BeforeSend(config.beforeSend(), config.limits().messageBytes(), Clock.system());
  }

  private void reopen(String... newSettings) {
    beforeSend.close();
    for (int i = 0; i < newSettings.length; i += 2) {
      settings.put(newSettings[i], newSettings[i + 1]);
    }
    open();
  }

  private void handle(HttpExchange exchange) throws IOException {
    bodies.add(new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes()));
    if (hangs) {
      try {
        released.await();
      } catch (InterruptedException e) {
        return;
      }
    }
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @AfterEach
  void stop() {
    released.countDown();
    beforeSend.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private CompletableFuture<SendVerdict> ask(Content content) {
    return beforeSend.check(SendQuestion.toPeer(ALICE, "bob", 17, content)).toCompletableFuture();
  }

  private SendVerdict verdict(Content content) throws Exception {
    return ask(content).get(20, TimeUnit.SECONDS);
  }

  @Test
  void asksWithEverythingThatIsToBeJudged() throws Exception {
    assertThat(verdict(text("hello"))).isEqualTo(SendVerdict.allow(text("hello")));
    ObjectNode body = (ObjectNode) bodies.take();
    ObjectNode example = (ObjectNode) ExamplesTest.question();
    assertThat(body.remove("at").asLong()).isCloseTo(System.currentTimeMillis(), within(60_000L));
    example.remove("at");
    assertThat(body).isEqualTo(example);
    assertThat(beforeSend.asked()).isEqualTo(1);
    assertThat(beforeSend.unanswered()).isZero();
  }

  @Test
  void rawDataIsBase64() throws Exception {
    Content raw =
        Content.newBuilder()
            .setType(MessageType.MESSAGE_TYPE_RAW)
            .setPayload(ByteString.copyFrom(new byte[] {0, -1}))
            .setDescription("two bytes")
            .build();
    SendVerdict verdict =
        beforeSend
            .check(SendQuestion.toChannel(ALICE, "room", 7, raw))
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    assertThat(verdict).isEqualTo(SendVerdict.allow(raw));
    JsonNode body = bodies.take();
    assertThat(body.path("type").asText()).isEqualTo("message.channel");
    assertThat(body.path("channelId").asText()).isEqualTo("room");
    assertThat(body.path("payload").asText()).isEqualTo("AP8=");
    assertThat(body.path("description").asText()).isEqualTo("two bytes");
    assertThat(body.has("text")).isFalse();
  }

  @Test
  void deniesWithTheReason() throws Exception {
    answer = "{\"allow\":false,\"reason\":\"be kind\"}";
    assertThat(verdict(text("hello"))).isEqualTo(SendVerdict.deny("be kind"));
    assertThat(beforeSend.denied()).isEqualTo(1);
  }

  @Test
  void replacesTheText() throws Exception {
    answer = "{\"allow\":true,\"text\":\"h***\"}";
    assertThat(verdict(text("hell"))).isEqualTo(SendVerdict.allow(text("h***")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "null",
        "{}",
        "{\"allow\":\"true\"}",
        "{\"allow\":true,\"text\":\"\"}",
        "TOO LONG"
      })
  void anAnswerThatCannotBeUsedIsNone(String bad) throws Exception {
    answer =
        bad.equals("TOO LONG") ? "{\"allow\":true,\"text\":\"" + "x".repeat(40_000) + "\"}" : bad;
    assertThat(verdict(text("hello"))).isEqualTo(SendVerdict.allow(text("hello")));
    assertThat(beforeSend.unanswered()).isEqualTo(1);
    reopen("before-send.fallback", "deny");
    assertThat(verdict(text("hello")).allowed()).isFalse();
  }

  @Test
  void aFailureIsNoAnswer() throws Exception {
    status = 500;
    assertThat(verdict(text("hello")).allowed()).isTrue();
    server.stop(0);
    assertThat(verdict(text("hello")).allowed()).isTrue();
    assertThat(beforeSend.unanswered()).isEqualTo(2);
  }

  @Test
  void aSlowAnswerIsNotAwaited() throws Exception {
    hangs = true;
    reopen("before-send.timeout", "100ms", "before-send.fallback", "deny");
    long before = System.nanoTime();
    SendVerdict verdict = verdict(text("hello"));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(12));
    assertThat(verdict.allowed()).isFalse();
    assertThat(verdict.text()).isEqualTo("message: not allowed: the application does not answer");
  }

  @Test
  void tooManyQuestionsAreAnsweredAtOnce() throws Exception {
    hangs = true;
    reopen("before-send.requests-in-flight", "3");
    List<CompletableFuture<SendVerdict>> waiting = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      waiting.add(ask(text("hello")));
    }
    CompletableFuture<SendVerdict> one = ask(text("hello"));
    assertThat(one).isDone();
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    released.countDown();
    for (CompletableFuture<SendVerdict> answered : waiting) {
      assertThat(answered.get(20, TimeUnit.SECONDS).allowed()).isTrue();
    }
    assertThat(beforeSend.unanswered()).isEqualTo(1);
    assertThat(verdict(text("hello")).allowed()).isTrue(); // there is room again
    assertThat(beforeSend.unanswered()).isEqualTo(1);
  }
}
