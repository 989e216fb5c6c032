package io.rtmkit.client.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.Envelope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** No exception escapes from the threads of a connection. */
class TransportTest {
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @Test
  void connectThatIsForbiddenIsAFailedConnection() throws Exception {
    ProxySelector usual = ProxySelector.getDefault();
    // What the JVM asks first when it connects, in the place of a missing permission.
    ProxySelector.setDefault(new Forbidding());
    try {
      assertEndsQuietly(() -> {}, "cannot connect to 127.0.0.1:", ": no permission INTERNET");
    } finally {
      ProxySelector.setDefault(usual);
    }
  }

  @Test
  void faultOfTheListenerEndsTheConnection() throws Exception {
    Runnable fault =
        () -> {
          throw new IllegalStateException("thrown on purpose by a test");
        };
    assertEndsQuietly(fault, "thrown on purpose", " by a test");
  }

  private void assertEndsQuietly(Runnable onOpen, String start, String end) throws Exception {
    Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> told.add("escaped: " + fault));
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerAddress address = ServerAddress.parse("rtm://127.0.0.1:" + server.getLocalPort());
      Transport.open(address, null, "transport-test", new Listener(onOpen));
      assertThat(told.poll(5, TimeUnit.SECONDS)).startsWith(start).endsWith(end);
      awaitReaderEnd();
      assertThat(told).isEmpty();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(usual);
    }
  }

  private static void awaitReaderEnd() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("transport-test-reader")) {
        thread.join(5_000);
      }
    }
  }

  /** Tells why the connection ended. */
  private final class Listener implements TransportListener {
    private final Runnable onOpen;

    Listener(Runnable onOpen) {
      this.onOpen = onOpen;
    }

    @Override
    public void onOpen() {
      onOpen.run();
    }

    @Override
    public void onFrames(List<Envelope> frames) {}

    @Override
    public void onClosed(String why) {
      told.add(why);
    }
  }

  /** Forbids every connection. */
  private static final class Forbidding extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      throw new SecurityException("no permission INTERNET");
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }
}
