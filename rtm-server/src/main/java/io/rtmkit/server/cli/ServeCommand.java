package io.rtmkit.server.cli;

import io.rtmkit.server.Hooks;
import io.rtmkit.server.MessageStores;
import io.rtmkit.server.RtmServer;
import io.rtmkit.server.config.LoadedConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.event.Events;
import io.rtmkit.server.core.port.MessageStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Runs the server until the process is told to stop; Ctrl-C and SIGTERM drain it and leave with 0.
 * The main thread waits, the shutdown hook stops.
 */
@Command(name = "serve", description = "Run the server.")
final class ServeCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final ConfigOptions configOptions = new ConfigOptions();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    LoadedConfig loaded = configOptions.load();
    loaded.warnings().forEach(log::warn);
    Clock clock = Clock.system();
    Events events = new Events(clock);
    MessageStore store;
    try {
      store = MessageStores.open(loaded.config(), clock);
    } catch (IOException e) {
      err.println("error: " + e.getMessage());
      return RtmCommand.FAILED;
    }
    Hooks hooks;
    try {
      hooks = Hooks.open(loaded.config(), events, clock);
    } catch (IOException e) {
      store.close();
      err.println("error: " + e.getMessage());
      return RtmCommand.FAILED;
    }
    RtmServer server = new RtmServer(loaded.config(), store, events, clock, hooks.check());
    try {
      welcome(out, loaded.config(), server.start());
    } catch (IOException e) {
      err.println("error: " + e.getMessage());
      server.close();
      hooks.close();
      return RtmCommand.FAILED;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, hooks), "rtm-stop"));
    new CountDownLatch(1).await(); // for ever: the hook ends the process
    return 0;
  }

  private static void stop(RtmServer server, Hooks hooks) {
    log.info("stopping: {} connections are told to come back later", server.connectionCount());
    server.close();
    hooks.close(); // after the last event
    log.info("stopped");
    // A process that was asked to stop and did is no failure; after a signal exit() would say 143.
    Runtime.getRuntime().halt(0);
  }

  private void welcome(PrintWriter out, ServerConfig config, InetSocketAddress address) {
    InetAddress host = address.getAddress();
    String reachable = (host.isAnyLocalAddress() ? "127.0.0.1" : host.getHostAddress());
    String server =
        (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + address.getPort();
    String s = config.tls().isEnabled() ? "s" : "";
    long upMs = ManagementFactory.getRuntimeMXBean().getUptime();
    out.println(
        Objects.requireNonNull(spec).root().version()[0] + ", ready in " + seconds(upMs) + " s");
    out.println(
        "  listening  rtm" + s + "://" + server + " (TCP)  and  ws" + s + "://" + server + "/rtm");
    out.println("  apps       " + describeApps(config));
    out.println("  talk       java -jar rtm-server.jar health --server " + server);
    out.println("             or two chats, as README.md shows under \"Tour\"");
    out.println("  stop       Ctrl-C, or kill " + ProcessHandle.current().pid());
    out.flush();
  }

  private static String describeApps(ServerConfig config) {
    String configured =
        config.apps().isEmpty() ? "none configured" : config.apps().size() + " configured";
    return config.allowsOpenApps()
        ? configured + "; dev mode: any app id of 32 characters, any token"
        : configured;
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
  }
}
