package io.rtmkit.server.admin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A stream of server-sent events that is read until it is closed. Thread-safe. */
final class FollowedTrace implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final InputStream body;

  private FollowedTrace(InputStream body) {
    this.body = body;
    Thread reader = new Thread(this::read, "trace-reader");
    reader.setDaemon(true);
    reader.start();
  }

  static FollowedTrace open(AdminServer server, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Authorization", "Bearer " + AdminServer.KEY)
            .build();
    try {
      return new FollowedTrace(
          HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.ofInputStream())
              .body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // closed
    }
  }

  /** Whether an event of this type has come. */
  boolean has(String type) {
    return lines.stream().anyMatch(line -> line.contains("\"type\":\"" + type + "\""));
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
