package io.rtmkit.loadtest.forward;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Passes each connection on to one of several ports of this machine: to the next in turn, or to a
 * chosen one, and to another where that one does not accept. Can hold everything back without a
 * word, as a network that lost its way. Thread-safe; its state is changed on its event loop only.
 */
public final class Forwarder implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MS = 1_000;
  private static final int BACKLOG = 1_024;
  private static final int NONE = -1;

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("forwarder", true), NioIoHandler.newFactory());
  private final List<Integer> targets;
  private final int port;
  private final List<Pump> pumps = new ArrayList<>();
  private final List<Channel> waiting = new ArrayList<>();
  private int turn;
  private int chosen = NONE;
  private boolean held;

  /**
   * Listens from now on.
   *
   * @param port to listen on
   * @param targets ports to pass connections on to
   */
  public Forwarder(int port, List<Integer> targets) throws IOException, InterruptedException {
    this.targets = List.copyOf(targets);
    this.port = port;
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accepted(channel);
                  }
                });
    ChannelFuture bound = bootstrap.bind(InetAddress.getLoopbackAddress(), port).await();
    if (!bound.isSuccess()) {
      close();
      throw new IOException("cannot listen on port " + port, bound.cause());
    }
  }

  public int port() {
    return port;
  }

  /** Sends new connections to this one of the targets, and cuts those there are. */
  public void moveTo(int target) {
    group.execute(
        () -> {
          chosen = target;
          List.copyOf(pumps).forEach(Pump::cut);
        });
  }

  /** Lets nothing pass any more: neither bytes nor new connections nor their end. */
  public void hold() {
    group.execute(() -> setHeld(true));
  }

  /** Lets everything pass again, also what has waited. */
  public void release() {
    group.execute(() -> setHeld(false));
  }

  private void setHeld(boolean hold) {
    held = hold;
    pumps.forEach(pump -> pump.hold(hold));
    if (!hold) {
      List<Channel> now = List.copyOf(waiting);
      waiting.clear();
      now.forEach(client -> connect(client, firstTarget(), 0));
    }
  }

  private void accepted(Channel client) {
    if (held) {
      waiting.add(client);
    } else {
      connect(client, firstTarget(), 0);
    }
  }

  private int firstTarget() {
    return chosen == NONE ? turn++ : chosen;
  }

  private void connect(Channel client, int first, int tried) {
    if (tried == targets.size()) {
      client.close();
      return;
    }
    new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.AUTO_READ, false)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {}
            })
        .connect(
            InetAddress.getLoopbackAddress(),
            targets.get(Math.floorMod(first + tried, targets.size())))
        .addListener(
            (ChannelFuture done) -> {
              if (done.isSuccess()) {
                join(client, done.channel());
              } else {
                connect(client, first, tried + 1);
              }
            });
  }

  private void join(Channel client, Channel server) {
    Pump up = new Pump(client, server, pumps::remove);
    Pump down = new Pump(server, client, pumps::remove);
    for (Pump each : List.of(up, down)) {
      pumps.add(each);
      each.begin(held);
    }
  }

  /** Closes everything. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
