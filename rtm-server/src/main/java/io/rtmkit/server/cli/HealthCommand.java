package io.rtmkit.server.cli;

import io.rtmkit.server.check.HealthProbe;
import io.rtmkit.server.config.ConfigException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a running server whether it answers; made for container health checks. One thread. */
@Command(name = "health", description = "Ping a running server; exit 0 if it answers.")
final class HealthCommand implements Callable<Integer> {
  private static final Pattern ADDRESS = Pattern.compile("(\\[[^]]+]|[^:]+):(\\d{1,5})");

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final ConfigOptions configOptions = new ConfigOptions();

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      description = "Server to ask. Default: the one that this configuration starts.")
  private @Nullable String server;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "3s",
      description = "Longest wait. Default: ${DEFAULT-VALUE}")
  private Duration timeout = Duration.ofSeconds(3);

  @Option(
      names = "--tls",
      description = "Connect with TLS. Default without --server: if a certificate is configured.")
  private boolean tls;

  @Override
  public Integer call() {
    CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
    HealthProbe probe = server == null ? configured() : named(server);
    try {
      Duration taken = probe.ping(timeout);
      commandLine.getOut().println(probe.address() + " answered in " + taken.toMillis() + " ms");
      return 0;
    } catch (IOException e) {
      commandLine.getErr().println(probe.address() + " is not healthy: " + describe(e));
      return RtmCommand.FAILED;
    }
  }

  private HealthProbe configured() {
    HealthProbe probe = HealthProbe.of(configOptions.load().config());
    return tls ? new HealthProbe(probe.host(), probe.port(), true) : probe;
  }

  private HealthProbe named(String address) {
    Matcher matcher = ADDRESS.matcher(address);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
      throw new ConfigException("--server", "'" + address + "' is not allowed, must be HOST:PORT");
    }
    return new HealthProbe(matcher.group(1), Integer.parseInt(matcher.group(2)), tls);
  }

  private static String describe(IOException problem) {
    String message = problem.getMessage();
    return message == null ? problem.getClass().getSimpleName() : message;
  }
}
