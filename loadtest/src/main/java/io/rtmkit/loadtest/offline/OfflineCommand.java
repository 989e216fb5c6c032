package io.rtmkit.loadtest.offline;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.rtmkit.loadtest.process.Child;
import io.rtmkit.loadtest.process.Directories;
import io.rtmkit.loadtest.process.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stores messages for many users, then lets many of them come back at once. One thread. */
@Command(
    name = "offline",
    description =
        "Store messages for users who are away, on a server of its own; then let many of them log"
            + " in at once, and check that each gets all of its messages in their order.")
public final class OfflineCommand implements Callable<Integer> {
  private static final String APP = "0123456789abcdef0123456789abcdef";
  private static final long PATIENCE_SECONDS = 300;

  /** Connections that are being made at a time. */
  private static final int CONNECTING = 256;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--users",
      defaultValue = "100000",
      description = "Users for whom messages wait. Default: ${DEFAULT-VALUE}.")
  private int users;

  @Option(
      names = "--messages",
      defaultValue = "20",
      description = "Messages for each of them. Default: ${DEFAULT-VALUE}.")
  private int messages;

  @Option(
      names = "--logins",
      defaultValue = "10000",
      description = "How many of them come back. Default: ${DEFAULT-VALUE}.")
  private int logins;

  @Option(
      names = "--senders",
      defaultValue = "256",
      description = "Who send the messages. Default: ${DEFAULT-VALUE}.")
  private int senders;

  @Option(
      names = "--durability",
      defaultValue = "fsync",
      paramLabel = "fsync|os",
      description = "The setting store.durability of the server. Default: ${DEFAULT-VALUE}.")
  private String durability = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Path directory = Files.createTempDirectory("rtm-offline");
    int port = Ports.free(new Random());
    Child server =
        Child.start("the server", command(port, directory), directory.resolve("log"), "ready in");
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      return run(out, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), loop)
          ? ExitCode.OK
          : ExitCode.SOFTWARE;
    } finally {
      out.flush();
      loop.shutdownGracefully();
      server.kill();
      Directories.delete(directory);
    }
  }

  private List<String> command(int port, Path directory) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.rtmkit.server.Main", "serve", "--port", "" + port));
    List<String> settings =
        List.of(
            "store.path=" + directory.resolve("store"),
            "store.durability=" + durability,
            "data.path=" + directory.resolve("data"),
            "admin.enabled=off",
            "rates.message=1000000/1s",
            "rates.frames=1000000/1s");
    settings.forEach(setting -> command.addAll(List.of("--set", setting)));
    return command;
  }

  private boolean run(PrintWriter out, InetSocketAddress address, EventLoopGroup loop)
      throws InterruptedException {
    Storing storing = new Storing(users, messages);
    for (int i = 0; i < senders; i++) {
      connect(loop, address, new Sender(APP, "sender-" + i, storing));
    }
    storing.await();
    long count = (long) users * messages;
    out.printf(
        "stored    %,d messages for %,d users in %.1f s: %,.0f a second; answered p50 %.1f ms, p99 %.1f ms%n",
        count,
        users,
        storing.seconds(),
        count / storing.seconds(),
        storing.percentileMicros(50) / 1e3,
        storing.percentileMicros(99) / 1e3);
    out.flush();
    Draining draining = new Draining(logins, messages);
    AtomicInteger next = new AtomicInteger();
    for (int i = 0; i < CONNECTING; i++) {
      connectNext(loop, address, next, draining);
    }
    draining.await(PATIENCE_SECONDS);
    out.printf(
        "drained   %,d messages to %,d users who came back at once in %.1f s: %,.0f a second; a user had all after p50 %.1f s, p99 %.1f s%n",
        draining.received(),
        draining.users(),
        draining.seconds(),
        draining.received() / draining.seconds(),
        draining.percentileMicros(50) / 1e6,
        draining.percentileMicros(99) / 1e6);
    out.printf(
        "stored %d not stored %d incomplete %d wrong or out of order %d%n",
        count, storing.refused(), draining.incomplete(), draining.wrong());
    return storing.refused() == 0 && draining.incomplete() == 0 && draining.wrong() == 0;
  }

  /** One after the other, so that the system's queue of new connections does not overflow. */
  private void connectNext(
      EventLoopGroup loop, InetSocketAddress address, AtomicInteger next, Draining draining) {
    int number = next.getAndIncrement();
    if (number < logins) {
      connect(loop, address, new Receiver(APP, Storing.userId(number), draining))
          .addListener(connected -> connectNext(loop, address, next, draining));
    }
  }

  private static ChannelFuture connect(
      EventLoopGroup loop, InetSocketAddress address, ChannelHandler user) {
    return new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(user);
              }
            })
        .connect(address);
  }
}
