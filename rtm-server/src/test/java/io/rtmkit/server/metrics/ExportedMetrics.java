package io.rtmkit.server.metrics;

import io.rtmkit.server.core.ManualClock;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.port.CallFigures;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The metrics of a server with an embedded store in which nothing happens. */
final class ExportedMetrics implements AutoCloseable {
  private final Metrics metrics = new Metrics(new ManualClock());

  private ExportedMetrics(@Nullable OneOfSeveral cluster, @Nullable CallFigures storeCalls) {
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
            () -> WebhookFigures.NONE,
            () -> BeforeSendFigures.NONE,
            storeCalls,
            cluster));
  }

  /** Of a server on its own. */
  static ExportedMetrics alone() {
    return new ExportedMetrics(null, null);
  }

  /**
   * Of one server of several.
   *
   * @param storeCalls the calls of its store; null if it makes none
   */
  static ExportedMetrics oneOf(OneOfSeveral cluster, @Nullable CallFigures storeCalls) {
    return new ExportedMetrics(cluster, storeCalls);
  }

  /** Those of the server. */
  Metrics metrics() {
    return metrics;
  }

  Scrape scrape() {
    return new Scrape(metrics.scrape());
  }

  /** Names of metrics, and their types. */
  Map<String, String> types() {
    return scrape().types();
  }

  @Override
  public void close() {
    metrics.close();
  }
}
