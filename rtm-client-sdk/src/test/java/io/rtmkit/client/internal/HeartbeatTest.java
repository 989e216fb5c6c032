package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmClient;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who is silent, who is only slow, and who must speak. */
class HeartbeatTest {
  @Test
  void clientThatOnlyListensSendsPings() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene, 200, 60_000);
      scene.join(connection, "room");
      long offset = 10;
      long giveUp = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10_000);
      while (!connection.hasInput() && System.nanoTime() < giveUp) {
        connection.push(Scene.publication(++offset, "talk"));
        scene.events.expect("bob in room: talk");
      }
      assertThat(connection.hasInput()).isTrue();
      assertThat(connection.nextRequest().hasPing()).isTrue();
    }
  }

  @Test
  void messageThatTakesLongIsNotSilence() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene, 800, 4_000);
      byte[] message = encode(Scene.peerMessage(1, 1, "slow but whole"));
      int pieces = 6;
      for (int i = 0; i < pieces; i++) {
        // One every 800 ms, so that all take longer than what would be silence.
        assertThat(connection.nextRequest().hasPing()).isTrue();
        connection.write(
            Arrays.copyOfRange(
                message, i * message.length / pieces, (i + 1) * message.length / pieces));
      }
      scene.events.expect("bob: slow but whole");
    }
  }

  @Test
  void clientThatIsBehindGoesOnWithPings() throws Exception {
    CountDownLatch mayGoOn = new CountDownLatch(1);
    ExecutorService application = Executors.newSingleThreadExecutor();
    application.execute(() -> awaitQuietly(mayGoOn));
    Events events = new Events();
    try (FakeServer server = new FakeServer()) {
      RtmClient client = client(server, events, application);
      client.login("token", "alice", null);
      FakeServer.Connection connection = server.accept();
      connection.replyLogin(connection.nextRequest(), timing(400, 4_000));
      int messages = 400;
      Future<?> pushed = pushMuch(connection, messages);
      // Long enough to have been silence, and more than there may be before reading ends.
      for (int pings = 0; pings < 12; ) {
        Envelope next = connection.next();
        assertThat(next).isNotNull();
        pings += next.getRequest().hasPing() ? 1 : 0;
      }
      assertThat(events.rest()).isEmpty();
      mayGoOn.countDown();
      pushed.get(FakeServer.WAIT_MS, TimeUnit.MILLISECONDS);
      connection.push(Scene.peerMessage(messages + 1, messages + 1, "after"));
      events.expect("state 2/1", "state 3/2");
      for (int i = 0; i < messages; i++) {
        assertThat(events.next()).startsWith("bob: xxx");
      }
      events.expect("bob: after");
      client.release();
    } finally {
      mayGoOn.countDown();
      application.shutdown();
    }
  }

  @Test
  void loginThatIsAnsweredSlowlyIsAwaited() throws IOException {
    try (Scene scene = Scene.withShortLogin(2)) {
      scene.login().close();
      scene.events.expect("state 4/5");
      FakeServer.Connection connection = scene.server.accept();
      byte[] reply = encode(connection.nextRequest(), LoginReply.newBuilder().setSessionId("s"));
      // An attempt may take 3 s, and these bytes take 3.75 s.
      int pieces = 6;
      for (int i = 0; i < pieces; i++) {
        int from = i * reply.length / pieces;
        connection.write(Arrays.copyOfRange(reply, from, (i + 1) * reply.length / pieces));
        if (i < pieces - 1) {
          assertThat(connection.awaitEnd(750)).isFalse();
        }
      }
      scene.events.expect("state 3/2");
    }
  }

  @Test
  void noServerHoldsALoginForEver() throws IOException {
    try (Scene scene = Scene.withShortLogin(4)) {
      scene.login().close();
      scene.events.expect("state 4/5");
      FakeServer.Connection connection = scene.server.accept();
      connection.nextRequest();
      byte[] large = encode(Scene.peerMessage(1, 1, "x".repeat(200)));
      int sent = 0;
      // An attempt may take 1.5 s; this one would take a minute.
      while (sent < large.length && !connection.awaitEnd(300)) {
        connection.write(new byte[] {large[sent++]});
      }
      assertThat(sent).isBetween(6, 40);
      scene.server.acceptLogin();
      scene.events.expect("state 3/2");
    }
  }

  private static FakeServer.Connection login(Scene scene, int heartbeatMs, int interruptedMs)
      throws IOException {
    scene.client.login("token", "alice", null);
    FakeServer.Connection connection = scene.server.accept();
    connection.replyLogin(connection.nextRequest(), timing(heartbeatMs, interruptedMs));
    scene.events.expect("state 2/1", "state 3/2");
    return connection;
  }

  private static LoginReply.Builder timing(int heartbeatMs, int interruptedMs) {
    return LoginReply.newBuilder()
        .setTiming(FakeServer.Connection.timing(heartbeatMs, interruptedMs));
  }

  private static RtmClient client(FakeServer server, Events events, Executor application) {
    RtmClient client = Clients.create(Scene.APP, events, application, Tuning.NORMAL);
    client.setParameters("{\"rtm.server\":\"rtm://127.0.0.1:" + server.port() + "\"}");
    return client;
  }

  // More than the client keeps for an application that is behind.
  private static Future<?> pushMuch(FakeServer.Connection connection, int messages) {
    String text = "x".repeat(32_000);
    ExecutorService pusher = Executors.newSingleThreadExecutor();
    Future<?> pushed =
        pusher.submit(
            () -> {
              for (int i = 1; i <= messages; i++) {
                connection.push(Scene.peerMessage(i, i, text));
              }
              return null;
            });
    pusher.shutdown();
    return pushed;
  }

  private static byte[] encode(Push.Builder push) {
    return Frames.encode(Envelope.newBuilder().setPush(push).build());
  }

  private static byte[] encode(Request to, LoginReply.Builder login) {
    Reply.Builder reply = Reply.newBuilder().setRequestId(to.getRequestId()).setLogin(login);
    return Frames.encode(Envelope.newBuilder().setReply(reply).build());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
