package io.rtmkit.server.metrics;

import io.rtmkit.server.core.ManualClock;
import io.rtmkit.server.core.TestDomain;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The metrics that a server with an embedded store exports. Stateless. */
final class ExportedMetrics {
  private ExportedMetrics() {}

  /** Names of metrics, and their types. */
  static Map<String, String> types() {
    try (Metrics metrics = new Metrics(new ManualClock())) {
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
              Path.of(".")));
      return new TreeMap<>(new Scrape(metrics.scrape()).types());
    }
  }

  static Set<String> names() {
    return new TreeSet<>(types().keySet());
  }
}
