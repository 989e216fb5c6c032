package io.rtmkit.server.redis;

import io.rtmkit.server.e2e.TestCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;

/**
 * Gives a Redis TLS, also one whose program has none. What comes without TLS passes too, as Redis
 * and its Sentinels know each other by the address of this. Thread-safe.
 */
public final class TlsRelay implements AutoCloseable {
  private static final int HANDSHAKE = 0x16;

  private final ServerSocket listener;
  private final TestCertificate certificate;
  private final boolean wantsCertificates;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger secured = new AtomicInteger();
  private volatile int target;

  /**
   * Begins to listen.
   *
   * @param wantsCertificates whether those who come with TLS must have the same certificate
   */
  public TlsRelay(TestCertificate certificate, boolean wantsCertificates) throws IOException {
    this.certificate = certificate;
    this.wantsCertificates = wantsCertificates;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Where everything goes from now on. */
  public void target(int port) {
    target = port;
  }

  /** Connections that came with TLS. */
  public int secured() {
    return secured.get();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      sockets.add(client);
      start(() -> relay(client));
    }
  }

  private void relay(Socket client) throws IOException {
    int first = client.getInputStream().read();
    if (first < 0) {
      client.close();
      return;
    }
    Socket plain = client;
    if (first == HANDSHAKE) {
      InputStream consumed = new ByteArrayInputStream(new byte[] {(byte) first});
      SSLSocket tls =
          (SSLSocket) certificate.context().getSocketFactory().createSocket(client, consumed, true);
      tls.setNeedClientAuth(wantsCertificates);
      tls.startHandshake();
      secured.incrementAndGet();
      plain = tls;
    }
    Socket redis = new Socket(InetAddress.getLoopbackAddress(), target);
    sockets.add(redis);
    client.setTcpNoDelay(true);
    redis.setTcpNoDelay(true);
    if (plain == client) {
      redis.getOutputStream().write(first);
    }
    Socket from = plain;
    start(() -> pump(from, redis));
    pump(redis, from);
  }

  private static void pump(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      byte[] buffer = new byte[16 * 1024];
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        out.flush();
      }
    }
  }

  /** Ends with its sockets. */
  private interface Task {
    void run() throws IOException;
  }

  private static void start(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException closed) {
                // one side has gone, or does not trust the other
              }
            },
            "tls-relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
