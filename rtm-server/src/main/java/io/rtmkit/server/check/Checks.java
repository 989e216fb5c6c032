package io.rtmkit.server.check;

import io.rtmkit.server.config.ServerConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table of checks. Stateless. */
public final class Checks {
  /** Those that open nothing and ask nobody: made at each start. */
  private static final List<Check> QUICK =
      List.of(
          new OpenFiles(),
          new Memory(),
          new Directories(),
          new NetworkThreads(),
          new TlsFiles(Instant::now),
          new AppSecrets());

  /** Those that try what a server would do, or ask the one that is running. */
  private static final List<Check> THOROUGH = List.of(new StoreAccess(), new Ports());

  private Checks() {}

  /** What a server should say when it starts. */
  public static List<Finding> quick(ServerConfig config) {
    return look(QUICK, config);
  }

  /** Everything, for an operator who asks. */
  public static List<Finding> all(ServerConfig config) {
    List<Finding> findings = new ArrayList<>(look(QUICK, config));
    findings.addAll(look(THOROUGH, config));
    return findings;
  }

  private static List<Finding> look(List<Check> checks, ServerConfig config) {
    List<Finding> findings = new ArrayList<>();
    for (Check check : checks) {
      findings.addAll(check.look(config));
    }
    return findings;
  }
}
