package io.rtmkit.loadtest.compare.relay;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.HashMap;
import java.util.Map;

/**
 * A server that encodes nothing and knows nothing: it passes bytes on. The ceiling that a server on
 * Netty can be measured against. One event loop.
 */
public final class Relay {
  private static final int BACKLOG = 4096;
  private static final int NEVER_UNWRITABLE = 1 << 30;

  private Relay() {}

  /**
   * Serves until it is killed.
   *
   * @param args the port, and "frames" for a buffer per message or "joined" for one per batch
   */
  public static void main(String[] args) {
    System.setProperty("io.netty.leakDetection.level", "disabled"); // as the server has it
    boolean joined = args[1].equals("joined");
    Map<Integer, Topic> topics = new HashMap<>();
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    Class<? extends ServerChannel> type =
        Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    new ServerBootstrap()
        .group(new MultiThreadIoEventLoopGroup(1, io))
        .channel(type)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK,
            new WriteBufferWaterMark(NEVER_UNWRITABLE / 2, NEVER_UNWRITABLE))
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new RelayConnection(topics, joined));
              }
            })
        .bind("127.0.0.1", Integer.parseInt(args[0]))
        .syncUninterruptibly();
    System.out.println("relay is ready");
  }
}
