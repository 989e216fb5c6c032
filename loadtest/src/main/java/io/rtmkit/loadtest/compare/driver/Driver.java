package io.rtmkit.loadtest.compare.driver;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * All clients of a comparison, for every peer the same code on one event loop. {@link #call} may be
 * used by any thread, everything else happens on the loop.
 */
public final class Driver implements AutoCloseable {
  private static final int READ_BYTES = 256 * 1024;

  /** More connections from one address make each new one slower to open. */
  private static final int CONNECTIONS_OF_ADDRESS = 8_000;

  private static final long PATIENCE_SECONDS = 120;

  private final MultiThreadIoEventLoopGroup group;
  private final Bootstrap bootstrap;
  private int connections;

  /** Starts the loop. */
  public Driver() {
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    Class<? extends SocketChannel> type =
        Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
    group = new MultiThreadIoEventLoopGroup(1, io);
    bootstrap =
        new Bootstrap()
            .group(group)
            .channel(type)
            .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
            .option(ChannelOption.TCP_NODELAY, true);
  }

  public EventLoop loop() {
    return (EventLoop) group.iterator().next();
  }

  /** Opens a connection; its outcome is the connection's to tell. */
  ChannelFuture open(InetSocketAddress server, Connection connection) {
    int source = 1 + connections++ / CONNECTIONS_OF_ADDRESS % 200;
    return bootstrap
        .clone()
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(connection);
              }
            })
        .connect(server, new InetSocketAddress("127.0.0." + source, 0));
  }

  /**
   * Runs something on the loop and waits for it.
   *
   * @throws IOException if it fails
   */
  public <T> T call(Callable<T> task) throws IOException, InterruptedException {
    return await(loop().submit(task));
  }

  /**
   * Waits for what the loop does.
   *
   * @throws IOException if it fails, or takes longer than two minutes
   */
  public static <T> T await(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException known ? known : new IOException(e);
    } catch (TimeoutException e) {
      throw new IOException("no answer in " + PATIENCE_SECONDS + " s", e);
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
