package io.rtmkit.server.cli;

import io.rtmkit.server.ConfigReload;
import io.rtmkit.server.MessageStores;
import io.rtmkit.server.Outside;
import io.rtmkit.server.ReloadWatch;
import io.rtmkit.server.RtmServer;
import io.rtmkit.server.app.AdminKey;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.app.BanFile;
import io.rtmkit.server.check.Checks;
import io.rtmkit.server.check.Finding;
import io.rtmkit.server.config.AppConfig;
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
import java.time.Duration;
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
    Apps apps = configOptions.loadApps(loaded.config());
    RtmServer server;
    try {
      server = build(loaded.config(), apps);
    } catch (IOException e) {
      err.println("error: " + e.getMessage());
      return RtmCommand.FAILED;
    }
    ConfigReload reload = new ConfigReload(configOptions::load, loaded, server);
    InetSocketAddress address;
    String admin;
    try {
      address = server.start();
      tellOfFirst(out, apps.createFirst()); // others may have made one
      admin = openAdminPort(loaded.config(), server, reload);
    } catch (IOException e) {
      err.println("error: " + e.getMessage());
      server.close();
      return RtmCommand.FAILED;
    }
    runUntilAsked(server, reload, () -> welcome(out, loaded.config(), apps, address, admin));
    return 0;
  }

  private RtmServer build(ServerConfig config, Apps apps) throws IOException {
    Clock clock = Clock.system();
    BanFile bans = BanFile.open(configOptions.dataDirectory(config), clock);
    MessageStore store = MessageStores.open(config, clock);
    try {
      Outside outside = Outside.open(config, bans, clock);
      return new RtmServer(config, store, apps, outside, clock);
    } catch (IOException e) {
      store.close();
      throw e;
    }
  }

  /** Listens to signals before it says that the server is ready. */
  private void runUntilAsked(RtmServer server, ConfigReload reload, Runnable welcome)
      throws InterruptedException {
    StopSignal stop = new StopSignal();
    stop.listen();
    try (ReloadWatch watch = new ReloadWatch(reload::reloadAndLog, () -> files(server.config()))) {
      Signals.on("HUP", () -> watch.request("SIGHUP"));
      Duration interval = server.config().reload().interval();
      if (!interval.isZero()) {
        watch.start(interval);
      }
      welcome.run();
      Checks.quick(server.config()).forEach(ServeCommand::report);
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

  /** Its certificate is never shown again: it is in the data directory. */
  private static void tellOfFirst(PrintWriter out, @Nullable AppConfig made) {
    if (made != null) {
      out.println("no app is configured, so one was made: " + made.id());
      out.println("  a token for it:  rtm-server token create --user alice");
      out.flush();
    }
  }

  private void welcome(
      PrintWriter out, ServerConfig config, Apps apps, InetSocketAddress address, String admin) {
    String server = reachable(address);
    String s = config.tls().isEnabled() ? "s" : "";
    long upMs = ManagementFactory.getRuntimeMXBean().getUptime();
    out.println(
        Objects.requireNonNull(spec).root().version()[0] + ", ready in " + seconds(upMs) + " s");
    out.println(
        "  listening  rtm" + s + "://" + server + " (TCP)  and  ws" + s + "://" + server + "/rtm");
    out.println("  apps       " + describeApps(apps));
    out.println("  admin      " + admin);
    out.println("  talk       java -jar rtm-server.jar health --server " + server);
    out.println("             or two chats, as README.md shows under \"Tour\"");
    out.println("  stop       Ctrl-C, or kill " + ProcessHandle.current().pid());
    out.flush();
  }

  /** Says where the port is and where its key is; never the key. */
  private String openAdminPort(ServerConfig config, RtmServer server, ConfigReload reload)
      throws IOException {
    if (!config.admin().enabled()) {
      return "off";
    }
    AdminKey key = AdminKey.open(config, configOptions.dataDirectory(config));
    InetSocketAddress address = server.openAdminPort(key.secret(), reload);
    String place = key.file().isEmpty() ? "admin.key" : "in " + key.file();
    return "http://" + reachable(address) + "/ (console), its key: " + place;
  }

  private static String describeApps(Apps apps) {
    int count = apps.all().size();
    String configured = count == 0 ? "none configured" : Integer.toString(count);
    return apps.allowsOpenApps()
        ? configured + "; dev mode: any app id of 32 characters, any token"
        : configured;
  }

  private static String reachable(InetSocketAddress address) {
    InetAddress host = address.getAddress();
    String name = host.isAnyLocalAddress() ? "127.0.0.1" : host.getHostAddress();
    return (name.contains(":") ? "[" + name + "]" : name) + ":" + address.getPort();
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
  }
}
