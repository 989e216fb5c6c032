package io.rtmkit.server.cli;

import io.rtmkit.server.ConfigReload;
import io.rtmkit.server.MessageStores;
import io.rtmkit.server.ReloadWatch;
import io.rtmkit.server.RtmServer;
import io.rtmkit.server.check.Checks;
import io.rtmkit.server.check.Finding;
import io.rtmkit.server.config.LoadedConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.log.ServerLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Runs the server until the process is told to stop; Ctrl-C and SIGTERM drain it and leave with 0,
 * SIGHUP reloads. The main thread waits.
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
    ServerLog.apply(loaded.config().log());
    loaded.warnings().forEach(log::warn);
    MessageStore store;
    try {
      store = MessageStores.open(loaded.config(), Clock.system());
    } catch (IOException e) {
      err.println("error: " + e.getMessage());
      return RtmCommand.FAILED;
    }
    RtmServer server = new RtmServer(loaded.config(), store, Clock.system());
    InetSocketAddress address;
    try {
      address = server.start();
    } catch (IOException e) {
      err.println("error: " + e.getMessage());
      server.close();
      return RtmCommand.FAILED;
    }
    runUntilAsked(loaded, server, () -> welcome(out, loaded.config(), address));
    return 0;
  }

  /** Listens to signals before it says that the server is ready. */
  private void runUntilAsked(LoadedConfig loaded, RtmServer server, Runnable welcome)
      throws InterruptedException {
    StopSignal stop = new StopSignal();
    stop.listen();
    ConfigReload reload = new ConfigReload(configOptions::load, loaded, server);
    try (ReloadWatch watch = new ReloadWatch(reload::reloadAndLog, () -> files(server.config()))) {
      Signals.on("HUP", () -> watch.request("SIGHUP"));
      if (!loaded.config().reload().interval().isZero()) {
        watch.start(loaded.config().reload().interval());
      }
      welcome.run();
      Checks.quick(loaded.config()).forEach(ServeCommand::report);
      stop.await();
      log.info("stopping");
      server.close();
      log.info("stopped");
    }
    stop.finished();
  }

  /** Behind the welcome, so that the looking delays nobody. */
  private static void report(Finding finding) {
    switch (finding.level()) {
      case OK -> log.debug("{}: {}", finding.check(), finding.sentence());
      case WARN -> log.warn("{}: {}", finding.check(), finding.sentence());
      case FAIL -> log.error("{}: {}", finding.check(), finding.sentence());
    }
  }

  /** What a reload reads. */
  private List<Path> files(ServerConfig config) {
    List<Path> files = new ArrayList<>();
    Path file = configOptions.findFile();
    if (file != null) {
      files.add(file);
    }
    if (config.tls().isEnabled()) {
      files.add(Path.of(config.tls().certificate()));
      files.add(Path.of(config.tls().key()));
    }
    return files;
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
