package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmClient;
import io.rtmkit.protocol.v1.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The end of a client, and the rules of its callbacks. */
class ReleaseTest {
  @Test
  void releaseBehindLogoutReachesTheServer() throws Exception {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.client.logout(null);
      scene.client.release();
      Request logout = connection.nextRequest();
      assertThat(logout.hasLogout()).isTrue();
      connection.ok(logout);
      assertThat(connection.next()).isNull();
      scene.events.expect("state 1/6");
      awaitNoThreads();
    }
  }

  @Test
  void releaseAnswersWhatWaitsAndFreesTheThreads() throws Exception {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.client.sendMessageToPeer("bob", scene.text("x"), scene.events.answer("send"));
      connection.nextRequest();
      scene.client.release();
      scene.client.release();
      scene.events.expect("send failed 101: the client was released");
      Request logout = connection.nextRequest();
      assertThat(logout.hasLogout()).isTrue();
      connection.ok(logout);
      awaitNoThreads();
      scene.client.login("token", "alice", scene.events.answer("login"));
      scene.client.logout(scene.events.answer("logout"));
      scene.client.createChannel("room", null).join(scene.events.answer("join"));
      scene.events.expect(
          "login failed 101: the client was released",
          "logout failed 101: the client was released",
          "join failed 101: the client was released");
      awaitNoThreads();
    }
  }

  @Test
  void releaseFromACallback() throws Exception {
    AtomicReference<RtmClient> client = new AtomicReference<>();
    try (Scene scene = new Scene()) {
      client.set(scene.client);
      scene.client.login(
          "token",
          "alice",
          new ResultCallback<>() {
            @Override
            public void onSuccess(Void nothing) {
              client.get().release();
            }

            @Override
            public void onFailure(ErrorInfo error) {}
          });
      FakeServer.Connection connection = scene.server.acceptLogin();
      assertThat(connection.nextRequest().hasLogout()).isTrue();
      connection.close();
      awaitNoThreads();
    }
  }

  @Test
  void throwingCallbackIsSurvived() throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.logout(
          new ResultCallback<>() {
            @Override
            public void onSuccess(Void nothing) {}

            @Override
            public void onFailure(ErrorInfo error) {
              throw new IllegalStateException("thrown on purpose by a test");
            }
          });
      scene.login();
    }
  }

  @Test
  void callbacksKeepTheirOrderOnAnyExecutor() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    Events events = new Events();
    RtmClient client = RtmClient.createInstance(Scene.APP, events, pool);
    for (int i = 0; i < 500; i++) {
      client.logout(events.answer("call " + i));
    }
    for (int i = 0; i < 500; i++) {
      events.expect("call " + i + " failed 102: not logged in");
    }
    client.release();
    pool.shutdown();
    assertThat(pool.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void readerWaitsForASlowApplication() throws Exception {
    CountDownLatch mayGoOn = new CountDownLatch(1);
    SerialExecutor executor =
        new SerialExecutor(task -> new Thread(task).start(), 1_000, new ClientLog());
    executor.execute(600, () -> awaitQuietly(mayGoOn));
    executor.execute(600, () -> {});
    Thread reader = new Thread(() -> awaitRoomQuietly(executor));
    reader.start();
    reader.join(100);
    assertThat(reader.isAlive()).isTrue();
    mayGoOn.countDown();
    reader.join(5_000);
    assertThat(reader.isAlive()).isFalse();
  }

  @Test
  void nullsOfOldCallersAreTolerated() throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.login(null, null, null);
      scene.client.renewToken(null, null);
      scene.client.sendMessageToPeer(null, null, null, null);
      scene.client.getChannelMemberCount(null, null);
      scene.client.createMessage((String) null).setRawMessage(null, null);
      assertThat(scene.client.setParameters(null)).isEqualTo(1);
      assertThat(scene.client.setLogFile(null)).isEqualTo(1);
      RtmChannel channel = scene.client.createChannel("room", null);
      channel.join(null);
      channel.leave(null);
      channel.sendMessage(null, null, null);
      channel.getMembers(null);
      scene.login();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitRoomQuietly(SerialExecutor executor) {
    try {
      executor.awaitRoom();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // Threads end on their own time after the last event; nothing tells when.
  private static void awaitNoThreads() throws InterruptedException {
    List<String> names = threads();
    for (int i = 0; i < 500 && !names.isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(20);
      names = threads();
    }
    assertThat(names).isEmpty();
  }

  private static List<String> threads() {
    List<String> names = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().matches("rtm-\\d.*")) {
        names.add(thread.getName());
      }
    }
    return names;
  }
}
