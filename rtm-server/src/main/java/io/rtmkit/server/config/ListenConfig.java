package io.rtmkit.server.config;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where and how the server listens. Immutable.
 *
 * @param host address or name to bind
 * @param port TCP port; 0 takes any free one
 * @param backlog connections that the system holds until they are accepted
 * @param eventLoops network threads; 0 means one per core
 */
public record ListenConfig(
    String host, int port, int backlog, int eventLoops, Transport transport) {
  private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");
  private static final Set<String> LOOPBACK_NAMES =
      Set.of("localhost", "::1", "[::1]", "0:0:0:0:0:0:0:1");

  /** Which socket implementation to use. */
  public enum Transport {
    /** Epoll where the system has it, otherwise the JDK's. */
    AUTO,
    EPOLL,
    NIO
  }

  public ListenConfig {
    if (host.isBlank()) {
      throw new ConfigException("listen.host", "is empty, must be an address or a host name");
    }
    Checks.range("listen.port", port, 0, 65_535);
    Checks.range("listen.backlog", backlog, 1, 65_535);
    Checks.range("listen.event-loops", eventLoops, 0, 1_024);
  }

  /** Whether only programs on this machine can connect. Decided without asking a name server. */
  public boolean isLoopback() {
    return LOOPBACK_NAMES.contains(host) || LOOPBACK_V4.matcher(host).matches();
  }
}
