package io.rtmkit.loadtest.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/** Finds ports for servers that are to be killed. Stateless. */
public final class Ports {
  private static final int FIRST = 20_000;
  private static final int COUNT = 10_000;
  private static final int ATTEMPTS = 100;

  private Ports() {}

  /**
   * A port that nobody listens on, below those that systems give to outgoing connections: from such
   * a port a client that calls a server just killed may reach itself, and keep the port from the
   * next server.
   */
  public static int free(RandomGenerator random) throws IOException {
    IOException last = new IOException("no free port");
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = FIRST + random.nextInt(COUNT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }
}
