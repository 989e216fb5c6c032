package io.rtmkit.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.admin.AdminApi;
import io.rtmkit.server.admin.AdminPort;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.LiveConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.config.ShutdownConfig;
import io.rtmkit.server.config.StoreConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.Readiness;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.event.Events;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.Observers;
import io.rtmkit.server.core.session.Moderation;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.handler.Dispatcher;
import io.rtmkit.server.handler.Handlers;
import io.rtmkit.server.handler.LoginGate;
import io.rtmkit.server.handler.RequestLog;
import io.rtmkit.server.log.RecentLog;
import io.rtmkit.server.metrics.Metrics;
import io.rtmkit.server.metrics.ServerView;
import io.rtmkit.server.transport.ClientPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server: its parts, and its life from start to drain to stop. {@link #start} and {@link
 * #close} are called once each, from any thread.
 */
public final class RtmServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RtmServer.class);
  private static final long METRICS_TICK_MS = 1_000;

  private final LiveConfig live;
  private final Readiness readiness;
  private final Apps apps;
  private final MessageStore store;
  private final Events events;
  private final Outside outside;
  private final Metrics metrics;
  private final DomainParts domain;
  private final LoginGate gate;
  private final RequestLog requests;
  private final RecentLog recentLog = RecentLog.begin();
  private final ClientPort clientPort;
  private final Ticker ticker = new Ticker();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final OperatorControl control;
  private final AdminApi admin;
  private @Nullable AdminPort adminPort;

  @GuardedBy("drainLock")
  private boolean drained;

  /** Held while draining: who comes second waits for the first. */
  private final Object drainLock = new Object();

  /**
   * Wires a server; nothing runs before {@link #start}.
   *
   * @param opened keeps messages; the server closes it when it is closed
   */
  public RtmServer(ServerConfig config, MessageStore opened, Apps apps, Clock clock) {
    this(config, opened, apps, Outside.none(), clock);
  }

  /**
   * Wires a server that is connected with more than its store.
   *
   * @param outside what it is connected with; the server closes it when it is closed
   */
  public RtmServer(
      ServerConfig config, MessageStore opened, Apps apps, Outside outside, Clock clock) {
    this.live = new LiveConfig(config);
    this.apps = apps;
    this.outside = outside;
    Hooks hooks = outside.hooks();
    events = new Events(clock);
    hooks.listenTo(events);
    metrics = new Metrics(clock);
    store = metrics.measured(opened);
    readiness = new Readiness(this::problems);
    Observers observers = new Observers(events, metrics.telemetry());
    domain = new DomainParts(live, store, observers, outside, clock);
    domain.sessions.addListener(metrics.sessionListener());
    gate = new LoginGate(apps, domain.moderation, config.rates().login(), clock);
    requests = new RequestLog(clock);
    clientPort = newClientPort(domain.handlers(apps, gate, hooks.check()), clock);
    metrics.observe(view());
    control = new OperatorControl(this);
    admin = new AdminApi(domain.forAdmin(apps, requests, recentLog, hooks.webhooks()), control);
  }

  private ClientPort newClientPort(Handlers handlers, Clock clock) {
    Dispatcher dispatcher =
        new Dispatcher(
            handlers, domain.sessions, live::rates, domain::fence, metrics.telemetry(), requests);
    return new ClientPort(live, dispatcher, metrics.telemetry(), clock);
  }

  /** What keeps the server from doing all that it should. */
  private List<String> problems() {
    List<String> problems = new ArrayList<>(2);
    String storeProblem = store.status().problem();
    if (!storeProblem.isEmpty()) {
      problems.add("store: " + storeProblem);
    }
    String clusterProblem = domain.clusterProblem();
    if (!clusterProblem.isEmpty()) {
      problems.add("cluster: " + clusterProblem);
    }
    return problems;
  }

  private ServerView view() {
    StoreConfig storeConfig = live.current().store();
    boolean embedded = storeConfig.kind() == StoreConfig.Kind.EMBEDDED;
    return new ServerView(
        domain.sessions,
        domain.channelFigures(),
        domain.presenceFigures(),
        store::status,
        clientPort::connectionCount,
        clientPort::pendingTasks,
        clientPort::bufferBytes,
        embedded ? Path.of(storeConfig.path()) : null,
        outside.hooks()::webhookFigures,
        outside.hooks()::beforeSendFigures,
        store.calls(),
        domain.clusterFigures());
  }

  /**
   * Opens the client port.
   *
   * @return the address that clients connect to
   * @throws IOException if the address or the certificate cannot be used
   */
  public InetSocketAddress start() throws IOException {
    events.tell(Event.ServerStarted::new);
    domain.share(apps);
    domain.join(control::info);
    InetSocketAddress address = clientPort.open();
    domain.tickOn(ticker);
    ticker.every(METRICS_TICK_MS, metrics::sample);
    ticker.soon(metrics::observeProcess); // not before the port is open
    readiness.started();
    return address;
  }

  /**
   * Opens the admin port, after {@link #start}.
   *
   * @param operatorKey opens everything
   * @param reload reads the configuration again; null if there is nothing to read
   * @return the address of the port
   * @throws IOException if the address cannot be used; the message is for a person
   */
  public InetSocketAddress openAdminPort(String operatorKey, @Nullable ConfigReload reload)
      throws IOException {
    control.setReload(reload);
    AdminPort port = AdminPort.open(live.current().admin(), operatorKey, admin);
    adminPort = port;
    return port.address();
  }

  /** The port that clients connect to; 0 before {@link #start}. */
  int clientPort() {
    return clientPort.port();
  }

  /** The configuration in force. */
  public ServerConfig config() {
    return live.current();
  }

  public Sessions sessions() {
    return domain.sessions;
  }

  /** Where to listen to what happens. */
  public Events events() {
    return events;
  }

  public Metrics metrics() {
    return metrics;
  }

  /** Whether clients should be sent here. */
  public Readiness readiness() {
    return readiness;
  }

  /** What the operator may do to users. */
  public Moderation moderation() {
    return domain.moderation;
  }

  /** How many connections are open, logged in or not. */
  public int connectionCount() {
    return clientPort.connectionCount();
  }

  /**
   * Takes over what may change while the server runs; see {@link ConfigReload}.
   *
   * @throws IOException if the certificate cannot be used; nothing has changed then
   */
  void reload(ServerConfig newer) throws IOException {
    clientPort.reloadTls(newer.tls());
    live.reload(newer);
    gate.setRate(live.rates().login());
    domain.reloaded();
  }

  /**
   * Sends everybody away, and goes on running: says that it is not ready, waits {@code
   * shutdown.unready}, lets nobody new in, and tells every client to come back later, behind all
   * that was sent to it before. Takes at most {@code shutdown.drain} from the wait on. There is no
   * way back. Blocks; who calls it a second time waits for the end of the first.
   */
  public void drain() {
    readiness.drain();
    synchronized (drainLock) {
      if (drained) {
        return;
      }
      drained = true;
      ShutdownConfig shutdown = live.current().shutdown();
      if (clientPort.isOpen() && !shutdown.unready().isZero()) {
        log.info("not ready any more; clients are sent away in {}", shutdown.unready());
        pause(shutdown.unready());
      }
      gate.drain();
      clientPort.stopAccepting();
      log.info("{} connections are told to come back later", clientPort.connectionCount());
      clientPort.closeConnections(
          CloseCode.CLOSE_CODE_SERVER_DRAINING,
          "the server is stopping",
          shutdown.rate(),
          shutdown.drain());
    }
  }

  private static void pause(Duration duration) {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // somebody is in a hurry
    }
  }

  /** Drains and stops. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    drain();
    ticker.close();
    clientPort.shutDown();
    outside.leaveCluster(domain.sessions.size() > 0);
    store.close();
    outside.close(); // after the last event
    metrics.close();
    recentLog.end();
    admin.close();
    if (adminPort != null) {
      adminPort.close(); // last: until then it says that the server is not ready
    }
  }
}
