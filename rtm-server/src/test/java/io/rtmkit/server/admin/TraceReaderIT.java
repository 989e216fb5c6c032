package io.rtmkit.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What happens between the head of the response and the beginning of its stream is not missed. */
class TraceReaderIT {
  private final TraceReader reader = new TraceReader();

  private void answer(HttpServerExchange exchange) throws Exception {
    say("before the response");
    new ServerSentEventHandler(
            (connection, last) -> {
              say("after its head");
              reader.begin(connection);
              say("in the stream");
            })
        .handleRequest(exchange);
  }

  private void say(String what) {
    reader.send(Json.object().put("said", what));
  }

  @Test
  void linesOfBeforeTheStreamComeFirst() throws IOException, InterruptedException {
    Undertow server =
        Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(this::answer).build();
    server.start();
    try {
      var address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort())).build();
      Stream<String> lines =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines()).body();
      assertThat(lines.filter(line -> line.startsWith("data:")).limit(3))
          .containsExactly(
              "data:{\"said\":\"before the response\"}",
              "data:{\"said\":\"after its head\"}",
              "data:{\"said\":\"in the stream\"}");
    } finally {
      server.stop();
    }
  }
}
