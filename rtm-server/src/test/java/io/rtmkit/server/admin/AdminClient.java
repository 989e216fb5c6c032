package io.rtmkit.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;

/** Sends requests to an admin port, with whatever credentials a test wants. */
final class AdminClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final int port;
  private final String[] headers;

  /** What came back. */
  record Answer(int status, JsonNode body, String text) {}

  private AdminClient(int port, String... headers) {
    this.port = port;
    this.headers = headers;
  }

  static AdminClient anonymous(int port) {
    return new AdminClient(port);
  }

  static AdminClient operator(int port, String key) {
    return new AdminClient(port, "Authorization", "Bearer " + key);
  }

  static AdminClient basic(int port, String id, String secret) {
    String pair = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
    return new AdminClient(port, "Authorization", "Basic " + pair);
  }

  static AdminClient withHeaders(int port, String... headers) {
    return new AdminClient(port, headers);
  }

  Answer get(String path) {
    return send("GET", path, null);
  }

  Answer post(String path, String body) {
    return send("POST", path, body);
  }

  Answer send(String method, String path, String body) {
    return sendBytes(method, path, body == null ? null : body.replace('\'', '"').getBytes(UTF_8));
  }

  Answer sendBytes(String method, String path, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
      return new Answer(
          response.statusCode(),
          json ? JSON.readTree(response.body()) : JSON.createObjectNode(),
          response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String encode(String id) {
    return URLEncoder.encode(id, UTF_8).replace("+", "%20");
  }
}
