package io.rtmkit.server;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.admin.AdminPort;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.config.StoreConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.channel.Channels;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.event.Events;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.Observers;
import io.rtmkit.server.core.port.StoreStatus;
import io.rtmkit.server.core.session.Moderation;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.handler.Dispatcher;
import io.rtmkit.server.handler.Handlers;
import io.rtmkit.server.handler.LoginGate;
import io.rtmkit.server.handler.RequestLog;
import io.rtmkit.server.metrics.Metrics;
import io.rtmkit.server.metrics.ServerView;
import io.rtmkit.server.transport.ClientPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One server: its parts, and its life from start to drain to stop. {@link #start} and {@link
 * #close} are called once each, from any thread.
 */
public final class RtmServer implements AutoCloseable {
  private static final long METRICS_TICK_MS = 1_000;

  private final ServerConfig config;
  private final Apps apps;
  private final MessageStore store;
  private final Events events;
  private final Hooks hooks;
  private final Metrics metrics;
  private final DomainParts domain;
  private final LoginGate gate;
  private final RequestLog requests;
  private final ClientPort clientPort;
  private final Ticker ticker = new Ticker();
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable AdminPort adminPort;

  /**
   * Wires a server; nothing runs before {@link #start}.
   *
   * @param opened keeps messages; the server closes it when it is closed
   */
  public RtmServer(ServerConfig config, MessageStore opened, Apps apps, Clock clock) {
    this(config, opened, apps, Hooks.NONE, clock);
  }

  /**
   * Wires a server that calls the operator's own services.
   *
   * @param hooks what it calls; the server closes them when it is closed
   */
  public RtmServer(ServerConfig config, MessageStore opened, Apps apps, Hooks hooks, Clock clock) {
    this.config = config;
    this.apps = apps;
    this.hooks = hooks;
    events = new Events(clock);
    hooks.listenTo(events);
    metrics = new Metrics(clock);
    store = metrics.measured(opened);
    Observers observers = new Observers(events, metrics.telemetry());
    domain = new DomainParts(config, store, observers, hooks.check(), clock);
    domain.sessions.addListener(metrics.sessionListener());
    gate = new LoginGate(apps, domain.moderation, config.rates().login(), clock);
    requests = new RequestLog(clock);
    clientPort = newClientPort(domain.handlers(apps, gate, hooks.check()), clock);
    metrics.observe(view());
  }

  private ClientPort newClientPort(Handlers handlers, Clock clock) {
    Dispatcher dispatcher =
        new Dispatcher(
            handlers, domain.sessions, config.rates(), metrics.telemetry(), requests, clock);
    return new ClientPort(config, dispatcher, metrics.telemetry(), clock);
  }

  private ServerView view() {
    boolean embedded = config.store().kind() == StoreConfig.Kind.EMBEDDED;
    return new ServerView(
        domain.sessions,
        domain.channels,
        domain.presence,
        store,
        clientPort::connectionCount,
        clientPort::pendingTasks,
        clientPort::bufferBytes,
        embedded ? Path.of(config.store().path()) : null);
  }

  /**
   * Opens the client port.
   *
   * @return the address that clients connect to
   * @throws IOException if the address or the certificate cannot be used
   */
  public InetSocketAddress start() throws IOException {
    events.tell(Event.ServerStarted::new);
    InetSocketAddress address = clientPort.open();
    domain.tickOn(ticker);
    ticker.every(METRICS_TICK_MS, metrics::sample);
    ticker.soon(metrics::observeProcess); // not before the port is open
    return address;
  }

  /**
   * Opens the admin port, after {@link #start}.
   *
   * @param operatorKey opens everything
   * @param clients the client port, for the console
   * @return the address of the port
   * @throws IOException if the address cannot be used; the message is for a person
   */
  public InetSocketAddress openAdminPort(String operatorKey, int clients) throws IOException {
    OperatorControl control = new OperatorControl(this, config, clients);
    AdminPort port =
        AdminPort.open(config.admin(), operatorKey, domain.forAdmin(apps, requests), control);
    adminPort = port;
    return port.address();
  }

  public Sessions sessions() {
    return domain.sessions;
  }

  /** Where to listen to what happens. */
  public Events events() {
    return events;
  }

  public Channels channels() {
    return domain.channels;
  }

  public Metrics metrics() {
    return metrics;
  }

  /** What the operator may do to users. */
  public Moderation moderation() {
    return domain.moderation;
  }

  /** How many connections are open, logged in or not. */
  public int connectionCount() {
    return clientPort.connectionCount();
  }

  /** Why no new clients should come, a sentence each; empty if they should. */
  List<String> notReady() {
    List<String> reasons = new ArrayList<>();
    if (gate.isDraining()) {
      reasons.add("the server is draining");
    }
    StoreStatus status = store.status();
    if (!status.isWell()) {
      reasons.add("the store: " + status.problem());
    }
    return reasons;
  }

  /** Lets nobody in any more and tells every client to come back later; returns at once. */
  void drain() {
    gate.drain();
    Thread goodbye = new Thread(this::sayGoodbye, "rtm-drain");
    goodbye.setDaemon(true);
    goodbye.start();
  }

  private void sayGoodbye() {
    clientPort.closeConnections(
        CloseCode.CLOSE_CODE_SERVER_DRAINING, "the server is stopping", config.shutdown().drain());
  }

  /**
   * Drains and stops: nobody new is let in, every client is told to come back later, and what was
   * sent to it before goes out first. Takes at most {@code shutdown.drain}.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    gate.drain();
    clientPort.stopAccepting();
    sayGoodbye();
    ticker.close();
    clientPort.shutDown();
    store.close();
    hooks.close(); // after the last event
    metrics.close();
    if (adminPort != null) {
      adminPort.close(); // last: until then it says that the server is not ready
    }
  }
}
