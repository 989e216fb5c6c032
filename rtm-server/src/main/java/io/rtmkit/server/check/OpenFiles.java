package io.rtmkit.server.check;

import com.sun.management.UnixOperatingSystemMXBean;
import io.rtmkit.server.config.ServerConfig;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Whether the system lets this process have a socket for every client. Stateless. */
final class OpenFiles implements Check {
  private static final String NAME = "open files";

  /** What is open beside connections: the jar, the store, the log. */
  private static final long OTHERS = 1_000;

  private static final long SENSIBLE = 10_000;

  @Override
  public List<Finding> look(ServerConfig config) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? List.of(judge(system.getMaxFileDescriptorCount(), config.limits().connections()))
        : List.of(Finding.ok(NAME, "this system does not tell how many files may be open"));
  }

  static Finding judge(long most, int connections) {
    long wanted = (connections == 0 ? SENSIBLE : connections) + OTHERS;
    String clients = Math.max(0, most - OTHERS) + " clients can connect";
    if (most >= wanted) {
      return Finding.ok(NAME, most + " may be open, " + clients);
    }
    String limit = connections == 0 ? "" : ", and limits.connections is " + connections;
    return Finding.warn(
        NAME,
        "only %d may be open, %s%s: raise the limit to %d (ulimit -n, or LimitNOFILE of systemd)"
            .formatted(most, clients, limit, wanted));
  }
}
