package io.rtmkit.server.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The service of an operator: checks signatures, keeps the events that it answered with success,
 * and answers as the test wants. Thread-safe.
 */
public final class FlappingReceiver implements AutoCloseable {
  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 300;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<JsonNode> events = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger badSignatures = new AtomicInteger();
  private volatile Function<JsonNode, Integer> behaviour = body -> 200;
  private volatile String retryAfter = "";

  /** Listens on a port; 0 takes any free one. */
  public FlappingReceiver(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
    server.setExecutor(threads);
    server.createContext("/hook", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** Answers with the status that comes out; the argument is the body. */
  public void behave(Function<JsonNode, Integer> newBehaviour) {
    behaviour = newBehaviour;
  }

  void askForRetryAfter(String value) {
    retryAfter = value;
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    requests.incrementAndGet();
    if (!isSigned(exchange, body)) {
      badSignatures.incrementAndGet();
    }
    JsonNode json = JSON.readTree(body);
    int status = behaviour.apply(json);
    if (!retryAfter.isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
    }
    if (status / 100 == 2) {
      keep(exchange, json);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private synchronized void keep(HttpExchange exchange, JsonNode json) {
    json.path("events").forEach(events::add);
    ids.add(exchange.getRequestHeaders().getFirst(Signature.ID_HEADER));
  }

  private static boolean isSigned(HttpExchange exchange, byte[] body) {
    String id = exchange.getRequestHeaders().getFirst(Signature.ID_HEADER);
    long timestamp =
        Long.parseLong(exchange.getRequestHeaders().getFirst(Signature.TIMESTAMP_HEADER));
    long now = TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis());
    return new Signature(SECRET)
            .sign(id, timestamp, body)
            .equals(exchange.getRequestHeaders().getFirst(Signature.SIGNATURE_HEADER))
        && Math.abs(now - timestamp) < PATIENCE_SECONDS;
  }

  /** Everything that was answered with success, in the order of its coming. */
  public synchronized List<JsonNode> events() {
    return List.copyOf(events);
  }

  /** The ids of the requests that were answered with success. */
  synchronized List<String> ids() {
    return List.copyOf(ids);
  }

  int requests() {
    return requests.get();
  }

  public int badSignatures() {
    return badSignatures.get();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
