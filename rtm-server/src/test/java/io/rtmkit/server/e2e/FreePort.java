package io.rtmkit.server.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;

/**
 * Ports for processes that are started, killed and started again. They lie below those that systems
 * give to outgoing connections: from such a port a client that calls a server just killed may reach
 * itself, and keep the port from the next server. Stateless.
 */
public final class FreePort {
  private static final int FIRST = 10_000;
  private static final int END = 20_000;
  private static final int ATTEMPTS = 100;

  private FreePort() {}

  /** One that nobody listens on. */
  public static int find() {
    return find(FreePort::isFree);
  }

  /** The same, and nobody listens on the port so far above it either. */
  public static int find(int distance) {
    return find(port -> isFree(port) && isFree(port + distance));
  }

  private static int find(IntPredicate wanted) {
    return ThreadLocalRandom.current()
        .ints(ATTEMPTS, FIRST, END)
        .filter(wanted)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free port"));
  }

  private static boolean isFree(int port) {
    try {
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
