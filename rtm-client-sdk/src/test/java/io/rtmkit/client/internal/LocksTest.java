package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmLockManager;
import io.rtmkit.protocol.v1.ChannelLock;
import io.rtmkit.protocol.v1.LockAction;
import io.rtmkit.protocol.v1.LockReply;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.protocol.v1.LocksReply;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The calls of the lock manager. */
class LocksTest {
  private static final ChannelLock DOOR =
      ChannelLock.newBuilder().setName("door").setOwnerId("alice").setToken(4).build();

  @Test
  void callsReachTheServer() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmLockManager locks = scene.client.getRtmLockManager();
      locks.acquireLock("room", "door", 1_000, scene.events.answer("acquire"));
      answerLock(connection, LockAction.LOCK_ACTION_ACQUIRE, 1_000);
      locks.renewLock("room", "door", 300_000, scene.events.answer("renew"));
      answerLock(connection, LockAction.LOCK_ACTION_RENEW, 300_000);
      locks.releaseLock("room", "door", scene.events.answer("release"));
      answerLock(connection, LockAction.LOCK_ACTION_RELEASE, 0);
      locks.revokeLock("room", "door", scene.events.answer("revoke"));
      answerLock(connection, LockAction.LOCK_ACTION_REVOKE, 0);
      locks.getLocks("room", scene.events.answer("get"));
      Request get = connection.nextRequest();
      assertThat(get.getReadLocks().getChannelId()).isEqualTo("room");
      connection.reply(get, Reply.newBuilder().setLocks(LocksReply.newBuilder().addLocks(DOOR)));
      locks.acquireLock("room", "door", 5_000, scene.events.answer("late"));
      connection.refuse(connection.nextRequest(), 5, "held by bob");
      String door = "door of room held by alice, token 4";
      scene.events.expect(
          "acquire ok " + door,
          "renew ok " + door,
          "release ok",
          "revoke ok",
          "get ok [" + door + "]",
          "late failed 5: held by bob");
    }
  }

  @Test
  void refusesWhatBreaksARule() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmLockManager locks = scene.client.getRtmLockManager();
      locks.acquireLock(null, "door", 5_000, scene.events.answer("1"));
      locks.acquireLock("room", null, 5_000, scene.events.answer("2"));
      locks.renewLock("room", "n".repeat(33), 5_000, scene.events.answer("3"));
      locks.acquireLock("room", "do\nor", 5_000, scene.events.answer("4"));
      locks.acquireLock("room", "door", 999, scene.events.answer("5"));
      locks.renewLock("room", "door", 300_001, scene.events.answer("6"));
      locks.releaseLock("room", "", scene.events.answer("7"));
      locks.revokeLock("null", "door", scene.events.answer("8"));
      locks.getLocks("", scene.events.answer("9"));
      scene.events.expect(
          "1 failed 2: channelId: is empty",
          "2 failed 2: lockName: is empty",
          "3 failed 2: lockName: has 33 bytes, at most 32 are allowed",
          "4 failed 2: lockName: character 3 is a control character",
          "5 failed 2: ttlMs: is 999, must be 1000 to 300000",
          "6 failed 2: ttlMs: is 300001, must be 1000 to 300000",
          "7 failed 2: lockName: is empty",
          "8 failed 2: channelId: may not be the word null",
          "9 failed 2: channelId: is empty");
      locks.releaseLock("room", "n".repeat(32), null);
      assertThat(connection.nextRequest().getLock().getLockName()).hasSize(32);
    }
  }

  @Test
  void answersWithoutAServerToAsk() throws IOException {
    try (Scene scene = new Scene(50)) {
      RtmLockManager locks = scene.client.getRtmLockManager();
      locks.getLocks("room", scene.events.answer("get"));
      scene.events.expect("get failed 102: not logged in");
      scene.login();
      locks.acquireLock("room", "door", 5_000, scene.events.answer("acquire"));
      scene.events.expect("acquire failed 3: the server did not answer for 100 ms");
      scene.client.release();
      locks.getLocks("room", scene.events.answer("get"));
      scene.events.expect("get failed 101: the client was released");
    }
  }

  private static void answerLock(FakeServer.Connection connection, LockAction action, int ttlMs)
      throws IOException {
    Request request = connection.nextRequest();
    assertThat(request.getLock())
        .isEqualTo(
            LockRequest.newBuilder()
                .setChannelId("room")
                .setLockName("door")
                .setAction(action)
                .setTtlMs(ttlMs)
                .build());
    connection.reply(request, Reply.newBuilder().setLock(LockReply.newBuilder().setLock(DOOR)));
  }
}
