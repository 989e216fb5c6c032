package io.rtmkit.server.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between clients and a server and spoils the network on command: connections reset,
 * refused, or swallowed without a word as by a network that lost its way.
 */
public final class FaultProxy implements AutoCloseable {
  /** What the network does. */
  public enum Mode {
    /** Everything passes. */
    PASS,
    /** Connections are closed, and new ones too. */
    REFUSE,
    /** Nothing passes, and nobody is told. */
    SWALLOW
  }

  private final ServerSocket listener;
  private volatile int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile Mode mode = Mode.PASS;

  public FaultProxy(int targetPort) {
    try {
      target = targetPort;
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("accept", this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  public String address() {
    return "rtm://127.0.0.1:" + port();
  }

  /** Changes what the network does, at once. */
  public void set(Mode newMode) {
    mode = newMode;
    if (newMode == Mode.REFUSE) {
      closeAll();
    }
  }

  /** New connections go to another port from now on. */
  public void target(int newTarget) {
    target = newTarget;
  }

  /** Cuts every connection there is; new ones pass. */
  public void cut() {
    closeAll();
  }

  private void closeAll() {
    sockets.forEach(FaultProxy::closeQuietly);
    sockets.clear();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      if (mode == Mode.REFUSE) {
        client.close();
        continue;
      }
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      sockets.add(client);
      sockets.add(server);
      start("up", () -> pump(client, server));
      start("down", () -> pump(server, client));
    }
  }

  private void pump(Socket from, Socket to) throws IOException {
    try {
      byte[] buffer = new byte[16 * 1024];
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (mode == Mode.PASS) {
          out.write(buffer, 0, n);
        }
      }
    } finally {
      if (mode != Mode.SWALLOW) {
        closeQuietly(from);
        closeQuietly(to);
      }
    }
  }

  /** A task of the proxy; its end by a closed socket is the normal one. */
  private interface Task {
    void run() throws IOException;
  }

  private static void start(String name, Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException closed) {
                // the proxy, or one side, was closed
              }
            },
            "proxy-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    closeAll();
  }
}
