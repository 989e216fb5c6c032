package io.rtmkit.server.metrics;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.Telemetry;
import io.rtmkit.server.core.session.SessionListener;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the server measures of itself. First it gives the domain something to tell its deeds to,
 * then it is given what to look at. Thread-safe.
 */
public final class Metrics implements AutoCloseable {
  /** The content type of {@link #scrape}. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Clock clock;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Meters meters = new Meters(registry);
  private final MeteredTelemetry telemetry;
  private final SessionMeters sessions;
  private volatile @Nullable LiveSampler sampler;
  private volatile @Nullable Live live;

  @GuardedBy("this")
  private @Nullable ProcessMeters process;

  public Metrics(Clock clock) {
    this.clock = clock;
    telemetry = new MeteredTelemetry(meters, clock);
    sessions = new SessionMeters(meters);
    String version = Metrics.class.getPackage().getImplementationVersion();
    meters.gauge(
        "rtm.build.info",
        Meters.NONE,
        "Always 1; the labels say what is running.",
        () -> 1,
        "version",
        version == null ? "development" : version,
        "java",
        Runtime.version().toString());
  }

  /** For the domain and the port. */
  public Telemetry telemetry() {
    return telemetry;
  }

  /** To be added to the sessions. */
  public SessionListener sessionListener() {
    return sessions;
  }

  /** The same store, with its writes measured. */
  public MessageStore measured(MessageStore store) {
    return new MeteredStore(store, meters, clock);
  }

  /** Looks at the parts of a server from now on; called once. */
  public void observe(ServerView server) {
    new ServerMeters(meters).register(server, telemetry.connections());
    if (server.cluster() != null) {
      new ClusterMeters(meters)
          .register(server.cluster(), server.storeCalls(), telemetry::requestsFenced);
    }
    sampler = new LiveSampler(telemetry, server, clock);
  }

  /**
   * Begins to measure the process. Takes a tenth of a second, for which nobody needs to wait;
   * happens by itself before the first scrape.
   */
  public synchronized void observeProcess() {
    if (process == null) {
      process = new ProcessMeters(meters);
    }
  }

  /** Everything, as Prometheus reads it. */
  public String scrape() {
    observeProcess();
    return registry.scrape(CONTENT_TYPE);
  }

  /** Takes the picture for {@link #live}; call it once a second. */
  public synchronized void sample() {
    LiveSampler sampling = sampler;
    if (sampling == null) {
      throw new IllegalStateException("there is no server to look at yet");
    }
    live = sampling.sample();
  }

  /** The state of the server as of the last second. Asking often, or by many, changes nothing. */
  public Live live() {
    if (live == null) {
      sample(); // in the first second of the server
    }
    return Objects.requireNonNull(live);
  }

  @Override
  public synchronized void close() {
    if (process != null) {
      process.close();
    }
    registry.close();
  }
}
