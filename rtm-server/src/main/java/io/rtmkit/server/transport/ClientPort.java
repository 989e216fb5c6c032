package io.rtmkit.server.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelGroupFuture;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.config.ConfigException;
import io.rtmkit.server.config.ListenConfig;
import io.rtmkit.server.config.LiveConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.config.TlsConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.LogThrottle;
import io.rtmkit.server.core.port.Telemetry;
import io.rtmkit.server.handler.Dispatcher;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port that clients connect to, and all connections that came through it. Thread-safe. */
public final class ClientPort {
  private static final Logger log = LoggerFactory.getLogger(ClientPort.class);
  private static final PooledByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

  private final LiveConfig live;
  private final ServerTls tls = new ServerTls();
  private final Dispatcher dispatcher;
  private final Telemetry telemetry;
  private final Clock clock;
  private final boolean epoll;
  private final EventLoopGroup acceptor;
  private final EventLoopGroup loops;
  private final Lanes lanes;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private volatile @Nullable Channel serverChannel;
  private volatile boolean accepting = true;

  /** Creates the port; {@link #open} opens it. */
  public ClientPort(LiveConfig live, Dispatcher dispatcher, Telemetry telemetry, Clock clock) {
    ServerConfig config = live.current();
    this.live = live;
    this.dispatcher = dispatcher;
    this.telemetry = telemetry;
    this.clock = clock;
    this.epoll = isEpollUsed(config.listen());
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.acceptor = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("rtm-accept"), io);
    this.loops =
        new MultiThreadIoEventLoopGroup(
            eventLoops(config.listen()), new DefaultThreadFactory("rtm-loop"), io);
    this.lanes = new Lanes(loops, ALLOCATOR);
  }

  /** How many lanes a server with this configuration has. */
  public static int eventLoops(ListenConfig listen) {
    return listen.eventLoops() > 0
        ? listen.eventLoops()
        : Runtime.getRuntime().availableProcessors();
  }

  private static boolean isEpollUsed(ListenConfig listen) {
    return switch (listen.transport()) {
      case AUTO -> Epoll.isAvailable();
      case EPOLL -> {
        if (!Epoll.isAvailable()) {
          throw new ConfigException("listen.transport", "epoll needs Linux; use auto or nio");
        }
        yield true;
      }
      case NIO -> false;
    };
  }

  /**
   * Opens the port.
   *
   * @return the address it is open at
   * @throws IOException if the address cannot be used
   */
  public InetSocketAddress open() throws IOException {
    ServerConfig config = live.current();
    tls.load(config.tls());
    ConnectionContext context =
        new ConnectionContext(live, dispatcher, lanes, clock, new LogThrottle(clock), telemetry);
    Class<? extends ServerChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    int sendBuffer = config.session().sendBufferBytes();
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(acceptor, loops)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, config.listen().backlog())
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.ALLOCATOR, ALLOCATOR)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(sendBuffer / 2, sendBuffer))
            .childHandler(new Initializer(context));
    String host = config.listen().host();
    int port = config.listen().port();
    var bound = bootstrap.bind(host, port).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on %s:%d: %s%s"
              .formatted(host, port, bound.cause().getMessage(), adviceFor(bound.cause())),
          bound.cause());
    }
    serverChannel = bound.channel();
    for (EventExecutor loop : loops) {
      new LoopLag(loop, telemetry).start();
    }
    return (InetSocketAddress) bound.channel().localAddress();
  }

  private static String adviceFor(Throwable problem) {
    return String.valueOf(problem.getMessage()).contains("in use")
        ? ". Another program has the port: stop it, or choose another with listen.port (--port)"
        : "";
  }

  /** Builds the start of each connection's pipeline. */
  private final class Initializer extends ChannelInitializer<Channel> {
    private final ConnectionContext context;

    Initializer(ConnectionContext context) {
      this.context = context;
    }

    @Override
    protected void initChannel(Channel channel) {
      int most = live.limits().connections();
      if (most > 0 && connections.size() >= most) {
        if (context.strangers().allows()) {
          log.warn(
              "{} is turned away: {} connections (limits.connections)",
              channel.remoteAddress(),
              most);
        }
        channel.close();
        return;
      }
      connections.add(channel);
      if (!accepting) {
        channel.close(); // accepted by the system before the port was closed
        return;
      }
      channel
          .pipeline()
          .addLast(
              new LoginTimeout(context.config().session().loginTimeout()),
              new PortDetector(context, tls, false));
    }
  }

  /**
   * Reads certificate and key anew, for new connections.
   *
   * @throws IOException if they cannot be used; the old ones stay
   */
  public void reloadTls(TlsConfig newTls) throws IOException {
    tls.load(newTls);
  }

  /** Whether this system has epoll, or why not. */
  public static @Nullable String findEpollProblem() {
    Throwable cause = Epoll.unavailabilityCause();
    return cause == null ? null : String.valueOf(cause.getMessage());
  }

  public boolean isOpen() {
    return serverChannel != null;
  }

  /** Takes no new connections from now on. */
  public void stopAccepting() {
    accepting = false;
    Channel open = serverChannel;
    if (open != null) {
      open.close().awaitUninterruptibly();
    }
  }

  /**
   * Says goodbye to every connection and waits for them to end.
   *
   * @param perSecond connections told in a second, more if the time would not do; 0 for all at once
   * @param atMost no longer than this is waited
   */
  public void closeConnections(CloseCode code, String reason, int perSecond, Duration atMost) {
    long end = clock.nanoTime() + atMost.toNanos();
    int perTurn = DrainPace.of(connections.size(), perSecond, atMost).perTurn();
    ChannelGroupFuture allClosed = connections.newCloseFuture();
    int told = 0;
    for (Channel channel : connections) {
      if (told == perTurn) {
        allClosed.awaitUninterruptibly(DrainPace.TURN.toMillis());
        told = 0;
      }
      sayGoodbye(channel, code, reason);
      told++;
    }
    long left = TimeUnit.NANOSECONDS.toMillis(end - clock.nanoTime());
    if (!connections.newCloseFuture().awaitUninterruptibly(Math.max(1, left))) {
      log.warn("{} connections did not end in {}", connections.size(), atMost);
    }
  }

  private static void sayGoodbye(Channel channel, CloseCode code, String reason) {
    Connection connection = channel.pipeline().get(Connection.class);
    if (connection == null) {
      channel.close();
    } else {
      connection.close(code, reason);
    }
  }

  /** Stops all event loops. */
  public void shutDown() {
    acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** The port that is open; 0 before that. */
  public int port() {
    Channel channel = serverChannel;
    return channel != null && channel.localAddress() instanceof InetSocketAddress address
        ? address.getPort()
        : 0;
  }

  /** How many connections are open. */
  public int connectionCount() {
    return connections.size();
  }

  /** Tasks that wait for an event loop; counts them one by one. */
  public long pendingTasks() {
    long pending = lanes.waiting();
    for (EventExecutor loop : loops) {
      pending += ((SingleThreadEventExecutor) loop).pendingTasks();
    }
    return pending;
  }

  /** Memory outside of the heap that buffers of connections take. */
  public long bufferBytes() {
    return ALLOCATOR.metric().usedDirectMemory();
  }
}
