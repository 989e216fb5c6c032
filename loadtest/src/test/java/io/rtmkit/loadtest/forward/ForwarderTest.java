package io.rtmkit.loadtest.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.loadtest.process.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections reach a server that accepts, and are held and cut on command. */
@Timeout(30)
class ForwarderTest {
  private static final int NOTHING_MS = 200;

  private final List<ServerSocket> servers = new ArrayList<>();
  private final List<Socket> sockets = new ArrayList<>();
  private Forwarder forwarder;

  /** Two servers; each greets with its number and then echoes. */
  @BeforeEach
  void start() throws IOException, InterruptedException {
    for (int i = 0; i < 2; i++) {
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      servers.add(server);
      int number = i;
      run(() -> serve(server, number));
    }
    List<Integer> ports = servers.stream().map(ServerSocket::getLocalPort).toList();
    forwarder = new Forwarder(Ports.free(new Random()), ports);
  }

  @AfterEach
  void stop() throws IOException {
    forwarder.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    for (ServerSocket server : servers) {
      server.close();
    }
  }

  /** What a thread does until its socket is closed. */
  private interface Task {
    void run() throws IOException;
  }

  private static void run(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // closed
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void serve(ServerSocket server, int number) throws IOException {
    while (true) {
      Socket socket = server.accept();
      socket.getOutputStream().write(number);
      run(() -> socket.getInputStream().transferTo(socket.getOutputStream()));
    }
  }

  /**
   * Closes a server for good: the thread that waits for the next client keeps it open for a moment.
   */
  private static void close(ServerSocket server) throws IOException {
    int port = server.getLocalPort();
    server.close();
    boolean accepts = true;
    while (accepts) {
      try (Socket last = new Socket(InetAddress.getLoopbackAddress(), port)) {
        accepts = last.isConnected();
      } catch (ConnectException e) {
        accepts = false;
      }
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), forwarder.port());
    sockets.add(socket);
    return socket;
  }

  private int greeting() throws IOException {
    return connect().getInputStream().read();
  }

  @Test
  void serversTakeTurns() throws IOException {
    assertThat(List.of(greeting(), greeting(), greeting(), greeting())).containsExactly(0, 1, 0, 1);
  }

  @Test
  void aServerThatDoesNotAcceptIsLeftOut() throws IOException {
    close(servers.get(0));
    assertThat(List.of(greeting(), greeting(), greeting())).containsExactly(1, 1, 1);
    close(servers.get(1));
    assertThat(greeting()).isEqualTo(-1);
  }

  @Test
  void muchIsPassedOnWhole() throws IOException {
    Socket socket = connect();
    byte[] sent = new byte[3_000_000];
    new Random(1).nextBytes(sent);
    assertThat(socket.getInputStream().read()).isZero();
    run(() -> socket.getOutputStream().write(sent));
    assertThat(socket.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
  }

  @Test
  void aMoveCutsAndChooses() throws IOException {
    Socket before = connect();
    assertThat(before.getInputStream().read()).isZero();
    forwarder.moveTo(1);
    assertThat(before.getInputStream().read()).isEqualTo(-1);
    assertThat(List.of(greeting(), greeting())).containsExactly(1, 1);
  }

  @Test
  void whatIsHeldComesLater() throws IOException {
    Socket before = connect();
    assertThat(before.getInputStream().read()).isZero();
    forwarder.hold();
    Socket during = connect();
    before.getOutputStream().write(7);
    for (Socket socket : List.of(before, during)) {
      socket.setSoTimeout(NOTHING_MS);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      socket.setSoTimeout(0);
    }
    forwarder.release();
    assertThat(before.getInputStream().read()).isEqualTo(7);
    assertThat(during.getInputStream().read()).isEqualTo(1);
  }
}
