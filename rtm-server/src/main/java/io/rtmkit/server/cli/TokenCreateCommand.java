package io.rtmkit.server.cli;

import io.rtmkit.protocol.Ids;
import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.ConfigException;
import io.rtmkit.server.config.Quantities;
import io.rtmkit.server.token.TokenFormat;
import io.rtmkit.server.token.TokenGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a new token and nothing else. One thread. */
@Command(name = "create", description = "Print a token that lets a user log in.")
final class TokenCreateCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private final AppOptions appOptions = new AppOptions();

  @Mixin private final ConfigOptions configOptions = new ConfigOptions();

  @Option(names = "--user", paramLabel = "ID", required = true, description = "User id.")
  private String user = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "007",
      description = "006, 007 or jwt. Default: ${DEFAULT-VALUE}")
  private TokenFormat format = TokenFormat.V007;

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      defaultValue = "24h",
      description = "Lifetime, like 30m. At most 24h for 006 and 007. Default: ${DEFAULT-VALUE}")
  private Duration lifetime = Duration.ofHours(24);

  @Override
  public Integer call() {
    AppConfig app = appOptions.choose(configOptions.loadApps(configOptions.load().config()));
    if (app.certificate().isEmpty()) {
      throw new ConfigException(
          "app "
              + app.id()
              + " has no certificate to sign with: configure one or give --certificate-file");
    }
    String problem = Ids.findUserIdProblem("--user", user);
    if (problem != null) {
      throw new ConfigException(problem);
    }
    if (lifetime.compareTo(format.longestLifetime()) > 0) {
      throw new ConfigException(
          "--ttl",
          "%s is not allowed, a token of the format %s lives for at most %s"
              .formatted(
                  Quantities.format(lifetime),
                  format.label(),
                  Quantities.format(format.longestLifetime())));
    }
    if (lifetime.toSeconds() == 0) {
      throw new ConfigException("--ttl", "must be a second or more");
    }
    TokenGrant grant = new TokenGrant(app.id(), user, Instant.now(), lifetime);
    Objects.requireNonNull(spec)
        .commandLine()
        .getOut()
        .println(format.build(grant, app.certificate()));
    return 0;
  }
}
