package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Request;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The WebSocket side of the port, against the client of the JDK. */
class WebSocketIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(Map.of("web-socket.allowed-origins", "https://good.example"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Collects what a WebSocket receives. */
  private static final class Received implements WebSocket.Listener {
    final BlockingQueue<Envelope> envelopes = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      message.writeBytes(bytes);
      if (last) {
        envelopes.addAll(WireClient.envelopes(message.toByteArray()));
        message.reset();
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    Envelope next() throws InterruptedException {
      Envelope envelope = envelopes.poll(10, TimeUnit.SECONDS);
      assertThat(envelope).isNotNull();
      return envelope;
    }
  }

  private static WebSocket connect(Received received) {
    return HTTP.newWebSocketBuilder()
        .subprotocols(Frames.SUB_PROTOCOL)
        .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/rtm?any=thing"), received)
        .join();
  }

  private static void send(WebSocket socket, Request.Builder... requests) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (Request.Builder request : requests) {
      message.writeBytes(Frames.encode(Envelope.newBuilder().setRequest(request).build()));
    }
    socket.sendBinary(ByteBuffer.wrap(message.toByteArray()), true).join();
  }

  @Test
  void talksToATcpClientInBothDirections() throws Exception {
    Received received = new Received();
    WebSocket web = connect(received);
    send(web, WireClient.loginRequest("web").setRequestId(1));
    assertThat(received.next().getReply().getCode()).isZero();
    assertThat(web.getSubprotocol()).isEqualTo("rtmkit.v1");

    WireClient tcp = WireClient.login(server, "tcp");
    long toWeb = tcp.ask(WireClient.toPeer("web", "x".repeat(300)));
    Push push = received.next().getPush();
    assertThat(push.getPeerMessage().getPeerId()).isEqualTo("tcp");
    ByteBuffer ack = ByteBuffer.wrap(Frames.encode(WireClient.ackOf(push.getInboxOffset())));
    web.sendBinary(ack, true).join();
    assertThat(tcp.reply(toWeb).getCode()).isZero();

    send(web, WireClient.toPeer("tcp", "y").setRequestId(2));
    tcp.ack(tcp.push().getInboxOffset());
    assertThat(received.next().getReply().getRequestId()).isEqualTo(2);
    tcp.close();
    web.abort();
  }

  @Test
  void channelMessagesOfEachHeaderSizeReachWebSocketMembers() throws Exception {
    Received received = new Received();
    WebSocket web = connect(received);
    send(web, WireClient.loginRequest("wide").setRequestId(1));
    assertThat(received.next().getReply().getCode()).isZero();
    send(web, WireClient.joinRequest("sizes").setRequestId(2));
    assertThat(received.next().getReply().getRequestId()).isEqualTo(2);
    WireClient tcp = WireClient.login(server, "sizer");
    tcp.join("sizes");
    for (int size : new int[] {1, 120, 126, 1_000, 32 * 1024}) {
      tcp.call(WireClient.toChannel("sizes", "s".repeat(size)));
      Push push;
      do {
        push = received.next().getPush();
      } while (!push.getPublication().hasMessage());
      assertThat(push.getPublication().getMessage().getContent().getPayload().size())
          .isEqualTo(size);
    }
    tcp.close();
    web.abort();
  }

  @Test
  void oneMessageMayHoldSeveralFrames() throws Exception {
    Received received = new Received();
    WebSocket web = connect(received);
    send(
        web,
        WireClient.loginRequest("several").setRequestId(1),
        WireClient.ping().setRequestId(2),
        WireClient.ping().setRequestId(3));
    for (int i = 1; i <= 3; i++) {
      assertThat(received.next().getReply().getRequestId()).isEqualTo(i);
    }
    web.abort();
  }

  @Test
  void textIsAProtocolError() throws Exception {
    Received received = new Received();
    connect(received).sendText("hello", true).join();
    assertThat(received.closed.get(5, TimeUnit.SECONDS))
        .isEqualTo(CloseCode.CLOSE_CODE_PROTOCOL_ERROR_VALUE);
    assertThat(received.next().getPush().getGoodbye().getReason()).contains("binary");
  }

  @Test
  void aMessageThatEndsInsideAFrameIsAProtocolError() throws Exception {
    Received received = new Received();
    connect(received).sendBinary(ByteBuffer.wrap(new byte[] {20, 1}), true).join();
    assertThat(received.closed.get(5, TimeUnit.SECONDS))
        .isEqualTo(CloseCode.CLOSE_CODE_PROTOCOL_ERROR_VALUE);
  }

  @Test
  void pathSubProtocolAndOriginAreChecked() throws Exception {
    URI good = URI.create("ws://127.0.0.1:" + server.port() + "/rtm");
    assertRefused(HTTP.newWebSocketBuilder().subprotocols("other"), good);
    assertRefused(HTTP.newWebSocketBuilder(), good);
    assertRefused(HTTP.newWebSocketBuilder().subprotocols("rtmkit.v1"), good.resolve("/other"));
    assertRefused(
        HTTP.newWebSocketBuilder()
            .subprotocols("rtmkit.v1")
            .header("Origin", "https://bad.example"),
        good);
    HTTP.newWebSocketBuilder()
        .subprotocols("rtmkit.v1")
        .header("Origin", "https://good.example")
        .buildAsync(good, new Received())
        .join()
        .abort();
  }

  private static void assertRefused(WebSocket.Builder builder, URI uri) {
    assertThatThrownBy(() -> builder.buildAsync(uri, new Received()).join())
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
  }

  @Test
  void abrowserThatLooksInIsToldWhereToGo() throws Exception {
    HttpResponse<String> response =
        HTTP.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("RTMKit", "/rtm");
  }
}
