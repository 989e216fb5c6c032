package io.rtmkit.loadtest.measure;

import io.rtmkit.loadtest.process.ProcessUsage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Where the processor time and the memory of the server are read. One thread. */
public interface ServerUsage {
  /**
   * What the server has used so far.
   *
   * @throws IOException if it cannot be read
   */
  ProcessUsage now() throws IOException, InterruptedException;

  /** Of a process of this machine. */
  static ServerUsage ofProcess(long pid) {
    return () -> ProcessUsage.of(pid);
  }

  /**
   * Of the metrics that the admin port tells.
   *
   * @param key of the operator
   */
  static ServerUsage ofMetrics(URI url, String key) {
    Duration patience = Duration.ofSeconds(2);
    HttpClient client = HttpClient.newBuilder().connectTimeout(patience).build();
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(patience)
            .header("Authorization", "Bearer " + key)
            .build();
    return () -> {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(url + " answered " + response.statusCode());
      }
      return MetricsText.usage(response.body());
    };
  }
}
