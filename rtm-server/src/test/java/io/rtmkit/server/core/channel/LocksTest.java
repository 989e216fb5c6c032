package io.rtmkit.server.core.channel;

import static io.rtmkit.protocol.v1.LockAction.LOCK_ACTION_ACQUIRE;
import static io.rtmkit.protocol.v1.LockAction.LOCK_ACTION_RELEASE;
import static io.rtmkit.protocol.v1.LockAction.LOCK_ACTION_RENEW;
import static io.rtmkit.protocol.v1.LockAction.LOCK_ACTION_REVOKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.ChannelLock;
import io.rtmkit.protocol.v1.LockAction;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.server.core.ManualClock;
import io.rtmkit.server.core.Revisions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of locks: each operation in each state, and that the clock alone ends a lock. */
class LocksTest {
  private final ManualClock clock = new ManualClock();
  private final ChannelLocks locks = new ChannelLocks(3, new Revisions(clock));

  private LockAnswer apply(LockAction action, String userId, String name) {
    LockRequest request =
        LockRequest.newBuilder().setAction(action).setLockName(name).setTtlMs(1_000).build();
    return locks.apply(request, userId, clock.nanoTime());
  }

  private LockAnswer apply(LockAction action, String userId) {
    return apply(action, userId, "L");
  }

  private ChannelLock acquired(String userId) {
    LockAnswer answer = apply(LOCK_ACTION_ACQUIRE, userId);
    assertThat(answer.code()).as(answer.reason()).isZero();
    return answer.lock();
  }

  /** The states: nobody has it, alice has it, bob has it, alice had it until just now. */
  @ParameterizedTest
  @CsvSource({
    "ACQUIRE, FREE, 0, alice, true",
    "ACQUIRE, MINE, 0, alice, false",
    "ACQUIRE, OTHERS, 5, bob, false",
    "ACQUIRE, EXPIRED, 0, alice, true",
    "RENEW, FREE, 6, '', false",
    "RENEW, MINE, 0, alice, false",
    "RENEW, OTHERS, 6, bob, false",
    "RENEW, EXPIRED, 6, '', true",
    "RELEASE, FREE, 6, '', false",
    "RELEASE, MINE, 0, '', true",
    "RELEASE, OTHERS, 6, bob, false",
    "RELEASE, EXPIRED, 6, '', true",
    "REVOKE, FREE, 6, '', false",
    "REVOKE, MINE, 0, '', true",
    "REVOKE, OTHERS, 0, '', true",
    "REVOKE, EXPIRED, 6, '', true",
    "UNSPECIFIED, MINE, 2, alice, false",
  })
  void eachOperationInEachState(
      String action, String state, int code, String owner, boolean holdersChange) {
    switch (state) {
      case "MINE" -> acquired("alice");
      case "OTHERS" -> acquired("bob");
      case "EXPIRED" -> {
        acquired("alice");
        clock.advance(Duration.ofSeconds(1));
      }
      default -> {}
    }
    long revision = locks.revision();
    LockAnswer answer = apply(LockAction.valueOf("LOCK_ACTION_" + action), "alice");
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.reason().isEmpty()).isEqualTo(code == 0);
    assertThat(locks.isHeldBy("L", owner)).isEqualTo(!owner.isEmpty());
    assertThat(locks.isEmpty()).isEqualTo(owner.isEmpty());
    assertThat(locks.revision() != revision).isEqualTo(holdersChange);
    boolean leavesOne = action.equals("ACQUIRE") || action.equals("RENEW");
    assertThat(answer.lock() != null).isEqualTo(code == 0 && leavesOne);
  }

  @Test
  void aTokenIsThatOfTheAcquisitionAndRises() {
    ChannelLock first = acquired("alice");
    assertThat(first.getToken()).isEqualTo(locks.revision());
    assertThat(first.getOwnerId()).isEqualTo("alice");
    assertThat(first.getName()).isEqualTo("L");
    assertThat(first.getExpiresInMs()).isEqualTo(1_000);
    clock.advance(Duration.ofMillis(600));
    assertThat(acquired("alice").getToken()).isEqualTo(first.getToken());
    assertThat(apply(LOCK_ACTION_RENEW, "alice").lock().getToken()).isEqualTo(first.getToken());
    apply(LOCK_ACTION_RELEASE, "alice");
    assertThat(acquired("bob").getToken()).isGreaterThan(first.getToken());
  }

  @Test
  void aRenewalCountsFromNow() {
    acquired("alice");
    clock.advance(Duration.ofMillis(999));
    assertThat(apply(LOCK_ACTION_RENEW, "alice").lock().getExpiresInMs()).isEqualTo(1_000);
    clock.advance(Duration.ofMillis(999));
    assertThat(apply(LOCK_ACTION_ACQUIRE, "bob").code()).isEqualTo(5);
    clock.advance(Duration.ofMillis(1));
    assertThat(apply(LOCK_ACTION_ACQUIRE, "bob").code()).isZero();
  }

  @Test
  void whoComesTooLateLearnsTheOwnerAndTheTimeLeft() {
    acquired("alice");
    clock.advance(Duration.ofMillis(400));
    assertThat(apply(LOCK_ACTION_ACQUIRE, "bob").reason()).contains("lockName", "alice", "600 ms");
  }

  @Test
  void aChannelHasSoManyLocksAndNoMore() {
    for (String name : new String[] {"a", "b", "c"}) {
      assertThat(apply(LOCK_ACTION_ACQUIRE, "alice", name).code()).isZero();
    }
    LockAnswer refused = apply(LOCK_ACTION_ACQUIRE, "bob", "d");
    assertThat(refused.code()).isEqualTo(7);
    assertThat(refused.reason()).contains("3 locks");
    assertThat(apply(LOCK_ACTION_ACQUIRE, "alice", "b").code()).isZero();
    assertThat(apply(LOCK_ACTION_ACQUIRE, "bob", "b").code()).isEqualTo(5);
    assertThat(apply(LOCK_ACTION_REVOKE, "bob", "a").code()).isZero();
    assertThat(apply(LOCK_ACTION_ACQUIRE, "bob", "d").code()).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(apply(LOCK_ACTION_ACQUIRE, "carol", "e").code()).isZero();
    assertThat(locks.read(clock.nanoTime())).extracting(ChannelLock::getName).containsExactly("e");
  }

  @Test
  void whatExpiresTogetherIsOneChange() {
    apply(LOCK_ACTION_ACQUIRE, "alice", "a");
    apply(LOCK_ACTION_ACQUIRE, "alice", "b");
    long revision = locks.revision();
    clock.advance(Duration.ofMillis(999));
    locks.expire(clock.nanoTime());
    assertThat(locks.revision()).isEqualTo(revision);
    clock.advance(Duration.ofMillis(1));
    locks.expire(clock.nanoTime());
    assertThat(locks.revision()).isEqualTo(revision + 1);
    assertThat(locks.isEmpty()).isTrue();
    locks.expire(clock.nanoTime());
    assertThat(locks.revision()).isEqualTo(revision + 1);
  }
}
