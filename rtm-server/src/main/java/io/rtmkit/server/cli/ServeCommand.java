package io.rtmkit.server.cli;

import io.rtmkit.server.Hooks;
import io.rtmkit.server.MessageStores;
import io.rtmkit.server.RtmServer;
import io.rtmkit.server.app.AdminKey;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.LoadedConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
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
    Apps apps = configOptions.loadApps(loaded.config());
    Clock clock = Clock.system();
    MessageStore store;
    Hooks hooks;
    try {
      hooks = Hooks.open(loaded.config(), clock);
      store = MessageStores.open(loaded.config(), clock);
    } catch (IOException e) {
      err.println("error: " + e.getMessage());
      return RtmCommand.FAILED;
    }
    RtmServer server = new RtmServer(loaded.config(), store, apps, hooks, clock);
    try {
      tellOfFirst(out, apps.createFirst());
      InetSocketAddress address = server.start();
      String admin = openAdminPort(loaded.config(), server, address);
      welcome(out, loaded.config(), apps, address, admin);
    } catch (IOException e) {
      err.println("error: " + e.getMessage());
      server.close();
      return RtmCommand.FAILED;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "rtm-stop"));
    new CountDownLatch(1).await(); // for ever: the hook ends the process
    return 0;
  }

  private static void stop(RtmServer server) {
    log.info("stopping: {} connections are told to come back later", server.connectionCount());
    server.close();
    log.info("stopped");
    // A process that was asked to stop and did is no failure; after a signal exit() would say 143.
    Runtime.getRuntime().halt(0);
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
  private String openAdminPort(ServerConfig config, RtmServer server, InetSocketAddress clients)
      throws IOException {
    if (!config.admin().enabled()) {
      return "off";
    }
    AdminKey key = AdminKey.open(config, configOptions.dataDirectory(config));
    InetSocketAddress address = server.openAdminPort(key.secret(), clients.getPort());
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
