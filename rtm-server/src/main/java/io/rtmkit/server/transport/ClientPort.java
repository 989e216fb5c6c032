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
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.config.ConfigException;
import io.rtmkit.server.config.ListenConfig;
import io.rtmkit.server.config.ServerConfig;
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

  private final ServerConfig config;
  private final Dispatcher dispatcher;
  private final Telemetry telemetry;
  private final Clock clock;
  private final boolean epoll;
  private final EventLoopGroup acceptor;
  private final EventLoopGroup loops;
  private final Lanes lanes;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private @Nullable Channel serverChannel;

  /** Creates the port; {@link #open} opens it. */
  public ClientPort(ServerConfig config, Dispatcher dispatcher, Telemetry telemetry, Clock clock) {
    this.config = config;
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
    SslContext tls = TlsContexts.create(config.tls());
    ConnectionContext context =
        new ConnectionContext(config, dispatcher, lanes, clock, new LogThrottle(clock), telemetry);
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
            .childHandler(new Initializer(context, tls));
    String host = config.listen().host();
    int port = config.listen().port();
    var bound = bootstrap.bind(host, port).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on " + host + ":" + port + ": " + bound.cause().getMessage(),
          bound.cause());
    }
    serverChannel = bound.channel();
    for (EventExecutor loop : loops) {
      new LoopLag(loop, telemetry).start();
    }
    return (InetSocketAddress) serverChannel.localAddress();
  }

  /** Builds the start of each connection's pipeline. */
  private final class Initializer extends ChannelInitializer<Channel> {
    private final ConnectionContext context;
    private final @Nullable SslContext tls;

    Initializer(ConnectionContext context, @Nullable SslContext tls) {
      this.context = context;
      this.tls = tls;
    }

    @Override
    protected void initChannel(Channel channel) {
      int most = config.limits().connections();
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
      channel
          .pipeline()
          .addLast(
              new LoginTimeout(config.session().loginTimeout()),
              new PortDetector(context, tls, false));
    }
  }

  /** Takes no new connections from now on. */
  public void stopAccepting() {
    if (serverChannel != null) {
      serverChannel.close().awaitUninterruptibly();
    }
  }

  /** Says goodbye to every connection and waits for them to end, at most as long as given. */
  public void closeConnections(CloseCode code, String reason, Duration atMost) {
    for (Channel channel : connections) {
      Connection connection = channel.pipeline().get(Connection.class);
      if (connection == null) {
        channel.close();
      } else {
        connection.close(code, reason);
      }
    }
    if (!connections.newCloseFuture().awaitUninterruptibly(atMost.toMillis())) {
      log.warn("{} connections did not end in {}", connections.size(), atMost);
    }
  }

  /** Stops all event loops. */
  public void shutDown() {
    acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
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
