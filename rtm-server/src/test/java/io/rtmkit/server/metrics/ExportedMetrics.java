package io.rtmkit.server.metrics;

import io.rtmkit.server.core.ManualClock;
import io.rtmkit.server.core.TestDomain;
import java.nio.file.Path;
import java.util.Map;

/** The metrics of a server with an embedded store in which nothing happens. */
final class ExportedMetrics implements AutoCloseable {
  private final Metrics metrics = new Metrics(new ManualClock());

  ExportedMetrics() {
    TestDomain domain = new TestDomain();
    metrics.measured(domain.store);
    metrics.observe(
        new ServerView(
            domain.sessions,
            domain.channels,
            domain.presence,
            domain.store::status,
            () -> 0,
            () -> 0,
            () -> 0,
            Path.of("."),
            () -> WebhookFigures.NONE));
  }

  /** Names of metrics, and their types. */
  Map<String, String> types() {
    return new Scrape(metrics.scrape()).types();
  }

  @Override
  public void close() {
    metrics.close();
  }
}
