package io.rtmkit.server.cluster.script;

import static io.rtmkit.protocol.v1.LockAction.LOCK_ACTION_ACQUIRE;
import static io.rtmkit.protocol.v1.LockAction.LOCK_ACTION_RELEASE;
import static io.rtmkit.protocol.v1.LockAction.LOCK_ACTION_RENEW;
import static io.rtmkit.protocol.v1.LockAction.LOCK_ACTION_REVOKE;
import static io.rtmkit.protocol.v1.LockAction.LOCK_ACTION_UNSPECIFIED;
import static io.rtmkit.server.cluster.script.ChannelBench.EPOCH;
import static io.rtmkit.server.cluster.script.ScriptBench.NEWS;
import static io.rtmkit.server.cluster.script.ScriptBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.ChannelLock;
import io.rtmkit.protocol.v1.LockAction;
import io.rtmkit.protocol.v1.LockError;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.server.core.channel.LockAnswer;
import io.rtmkit.server.store.Eventually;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the locks of channels. One thread. */
interface LockScriptsContract {
  int MOST = 3;
  int MINUTE = 60_000;
  int SHORT_MS = 30;

  ScriptBench bench();

  private ChannelBench channel() {
    return new ChannelBench(bench());
  }

  private LockChange lock(String user, LockAction action, String name, int ttlMs) {
    LockScript lock = new LockScript(bench().calls, bench().keys(), MOST, bench().operations);
    LockRequest request =
        LockRequest.newBuilder().setAction(action).setLockName(name).setTtlMs(ttlMs).build();
    return bench().run(ttlMs != SHORT_MS, () -> lock.run(NEWS, user, request));
  }

  private LockChange acquire(String user, String name) {
    return lock(user, LOCK_ACTION_ACQUIRE, name, MINUTE);
  }

  private ReadLocksScript reading() {
    return new ReadLocksScript(bench().calls, bench().keys(), bench().operations);
  }

  private LocksState read() {
    return await(reading().run(NEWS));
  }

  /** Nothing was changed. */
  private static void assertRefused(LockChange change, int code, String reason) {
    assertThat(change.answer()).isEqualTo(new LockAnswer(code, reason, null));
    assertThat(change.changed()).isFalse();
  }

  @Test
  default void aLockIsHeldByOne() {
    channel().join("n1", "alice");

    LockChange held = acquire("bo b", "do{or}");

    ChannelLock lock = held.answer().lock();
    assertThat(held.answer().code()).isZero();
    assertThat(lock)
        .isEqualTo(
            ChannelLock.newBuilder()
                .setName("do{or}")
                .setOwnerId("bo b")
                .setExpiresInMs(MINUTE)
                .setToken(held.revision())
                .build());
    assertThat(held.changed()).isTrue();
    assertThat(held.revision()).isGreaterThan(System.currentTimeMillis() * 1_000 - 60_000_000);
    assertThat(held.all()).containsExactly(lock);
    assertThat(held.nextExpiryMs()).isEqualTo(MINUTE);
    assertThat(held.nodes()).containsExactly("n1");
    assertThat(channel().read(EPOCH, 0).facts().locksRevision()).isEqualTo(held.revision());
    LockChange other = acquire("alice", "do{or}");
    assertThat(other.answer().code()).isEqualTo(LockError.LOCK_ERR_HELD_BY_ANOTHER_VALUE);
    assertThat(other.answer().reason())
        .matches("lockName: held by bo b for another (59\\d\\d\\d|60000) ms");
    assertThat(other.changed()).isFalse();
    assertThat(other.revision()).isEqualTo(held.revision());
    assertThat(other.all()).hasSize(1);
  }

  @Test
  default void itsOwnerRenewsIt() {
    LockChange held = acquire("bob", "door");

    LockChange renewed = lock("bob", LOCK_ACTION_RENEW, "door", 2 * MINUTE);
    LockChange again = lock("bob", LOCK_ACTION_ACQUIRE, "door", 3 * MINUTE);

    assertThat(renewed.answer().lock().getExpiresInMs()).isEqualTo(2 * MINUTE);
    assertThat(again.answer().lock().getExpiresInMs()).isEqualTo(3 * MINUTE);
    assertThat(again.answer().lock().getToken()).isEqualTo(held.revision());
    assertThat(again.changed()).isFalse();
    assertThat(again.revision()).isEqualTo(held.revision());
    assertThat(channel().life("k")).isBetween(170_000L, 180_000L);
  }

  @Test
  default void onlyItsOwnerRenewsAndReleasesIt() {
    acquire("bob", "door");

    int code = LockError.LOCK_ERR_NOT_HELD_VALUE;
    assertRefused(
        lock("alice", LOCK_ACTION_RENEW, "door", MINUTE), code, "lockName: not held by alice");
    assertRefused(
        lock("alice", LOCK_ACTION_RELEASE, "door", 0), code, "lockName: not held by alice");
    assertRefused(
        lock("bob", LOCK_ACTION_RENEW, "other", MINUTE), code, "lockName: not held by bob");
    assertRefused(lock("bob", LOCK_ACTION_RELEASE, "other", 0), code, "lockName: not held by bob");
    assertRefused(lock("bob", LOCK_ACTION_REVOKE, "other", 0), code, "lockName: not held");
    assertRefused(
        lock("bob", LOCK_ACTION_UNSPECIFIED, "door", 0),
        LockError.LOCK_ERR_INVALID_ARGUMENT_VALUE,
        "action: is missing");
    assertThat(read().all()).hasSize(1);
  }

  @Test
  default void itIsGivenBackOrTaken() {
    channel().join("n1", "alice");
    long first = acquire("bob", "door").revision();

    LockChange released = lock("bob", LOCK_ACTION_RELEASE, "door", 0);
    LockChange acquired = acquire("alice", "door");
    LockChange revoked = lock("bob", LOCK_ACTION_REVOKE, "door", 0);

    assertThat(released.answer()).isEqualTo(LockAnswer.gone());
    assertThat(released.changed()).isTrue();
    assertThat(released.revision()).isGreaterThan(first);
    assertThat(released.all()).isEmpty();
    assertThat(released.nextExpiryMs()).isZero();
    assertThat(acquired.answer().lock().getToken()).isGreaterThan(released.revision());
    assertThat(revoked.answer()).isEqualTo(LockAnswer.gone());
    assertThat(revoked.revision()).isGreaterThan(acquired.revision());
    assertThat(read())
        .isEqualTo(new LocksState(false, List.of(), revoked.revision(), 0, List.of("n1")));
  }

  @Test
  default void thereAreNotTooMany() {
    for (String name : List.of("c", "a", "b")) {
      acquire("bob", name);
    }

    assertRefused(
        acquire("bob", "d"),
        LockError.LOCK_ERR_EXCEED_LIMIT_VALUE,
        "lockName: the channel has 3 locks, the most allowed");

    assertThat(read().all()).extracting(ChannelLock::getName).containsExactly("c", "a", "b");
    assertThat(acquire("bob", "a").answer().code()).isZero();
  }

  @Test
  default void theFirstWhoLooksSeesThatOneIsOver() {
    channel().join("n1", "alice");
    acquire("alice", "long");
    LockChange both = lock("bob", LOCK_ACTION_ACQUIRE, "short", SHORT_MS);
    assertThat(both.all()).extracting(ChannelLock::getName).containsExactly("long", "short");
    assertThat(both.nextExpiryMs()).isEqualTo(SHORT_MS);
    assertThat(channel().life("k")).isBetween(50_000L, 60_000L);
    LocksState[] seen = new LocksState[1];

    Eventually.until(
        Duration.ofSeconds(10),
        () -> {
          seen[0] = read();
          return seen[0].changed();
        });

    assertThat(bench().<LocksState>again(() -> reading().run(NEWS))).isEqualTo(seen[0]);
    assertThat(seen[0].revision()).isGreaterThan(both.revision());
    assertThat(seen[0].all()).extracting(ChannelLock::getName).containsExactly("long");
    assertThat(seen[0].nodes()).containsExactly("n1");
    assertThat(bench().hash(channel().key("k"))).containsOnlyKeys("long");
    assertThat(read().changed()).isFalse();
    assertThat(read().revision()).isEqualTo(seen[0].revision());
  }

  @Test
  default void theLastThatIsOverIsSeenToo() {
    channel().join("n1", "alice");
    LockChange held = lock("bob", LOCK_ACTION_ACQUIRE, "short", SHORT_MS);
    Eventually.until(Duration.ofSeconds(10), () -> channel().life("k") == -2);

    LockChange next = acquire("alice", "short");

    assertThat(next.answer().code()).isZero();
    assertThat(next.changed()).isTrue();
    assertThat(next.answer().lock().getToken()).isGreaterThan(held.revision() + 1);
    lock("alice", LOCK_ACTION_ACQUIRE, "short", SHORT_MS);
    Eventually.until(Duration.ofSeconds(10), () -> channel().life("k") == -2);
    assertRefused(
        lock("carol", LOCK_ACTION_REVOKE, "none", 0), LockError.LOCK_ERR_NOT_HELD_VALUE, true);
    assertThat(read().changed()).isFalse();
  }

  private static void assertRefused(LockChange change, int code, boolean changed) {
    assertThat(change.answer().code()).isEqualTo(code);
    assertThat(change.changed()).isEqualTo(changed);
  }

  @Test
  default void anEmptyChannelLivesAsLongAsItsLastLock() {
    LocksState none = read();
    assertThat(none).isEqualTo(new LocksState(false, List.of(), 0, 0, List.of()));
    assertThat(bench().state()).isEmpty();

    acquire("bob", "door");
    lock("bob", LOCK_ACTION_ACQUIRE, "window", 2 * MINUTE);

    assertThat(bench().parts()).containsExactly("k", "t");
    assertThat(channel().life("t")).isBetween(110_000L, 120_000L);
    assertThat(channel().life("k")).isBetween(110_000L, 120_000L);
    channel().join("n1", "alice");
    assertThat(channel().life("t")).isEqualTo(-1);
    assertThat(channel().leave("alice", false).destroyed()).isFalse();
    assertThat(channel().life("t")).isBetween(110_000L, 120_000L);
    lock("bob", LOCK_ACTION_RELEASE, "window", 0);
    assertThat(channel().life("t")).isBetween(50_000L, 60_000L);
    lock("bob", LOCK_ACTION_RELEASE, "door", 0);
    assertThat(bench().parts()).isEmpty();
  }
}
