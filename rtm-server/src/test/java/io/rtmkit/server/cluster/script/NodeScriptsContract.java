package io.rtmkit.server.cluster.script;

import static io.rtmkit.server.cluster.script.ScriptBench.ALICE;
import static io.rtmkit.server.cluster.script.ScriptBench.BOB;
import static io.rtmkit.server.cluster.script.ScriptBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.rtmkit.server.cluster.script.Beat.OwnLease;
import io.rtmkit.server.redis.Script;
import io.rtmkit.server.store.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What servers do with their leases, with locks and with lists of their users. One thread. */
interface NodeScriptsContract {
  Duration LEASE = Duration.ofSeconds(10);
  Duration SHORT = Duration.ofMillis(30);

  ScriptBench bench();

  private BeatScript beat() {
    return new BeatScript(bench().calls, bench().keys(), bench().operations);
  }

  private Beat beat(String node, String info, boolean first, Duration lease) {
    BeatScript beat = beat();
    return bench().run(() -> beat.run(node, Script.bytes(info), first, lease));
  }

  /** Waits until the leases of others are over. */
  private Beat beatUntilExpired(String node, int expired) {
    Beat[] last = new Beat[1];
    Eventually.until(
        Duration.ofSeconds(10),
        () -> {
          last[0] = beat(node, "info", false, LEASE);
          return last[0].expired().size() == expired;
        });
    return last[0];
  }

  @Test
  default void aLeaseBeginsAndGoesOn() {
    Beat fresh = beat("n1", "one\0\r\n", true, LEASE);
    assertThat(fresh.own()).isEqualTo(OwnLease.FRESH);
    assertThat(fresh.nowMs())
        .isBetween(System.currentTimeMillis() - 10_000, System.currentTimeMillis() + 10_000);
    assertThat(fresh.live())
        .containsExactly(new Beat.Node("n1", ByteString.copyFromUtf8("one\0\r\n")));

    beat("n2", "two", true, LEASE);
    Beat kept = beat("n1", "more", false, LEASE);

    assertThat(kept.own()).isEqualTo(OwnLease.KEPT);
    assertThat(kept.live())
        .containsExactlyInAnyOrder(
            new Beat.Node("n1", ByteString.copyFromUtf8("more")),
            new Beat.Node("n2", ByteString.copyFromUtf8("two")));
    assertThat(kept.expired()).isEmpty();
  }

  @Test
  default void aLeaseThatNobodyHasIsGone() {
    Beat gone = beat("n1", "one", false, LEASE);

    assertThat(gone.own()).isEqualTo(OwnLease.GONE);
    assertThat(gone.live()).isEmpty();
    assertThat(bench().parts()).isEmpty();
  }

  @Test
  default void othersSeeALeaseThatIsOverUntilItIsForgotten() {
    beat("n1", "one", true, LEASE);
    Beat started = beat("n2", "two", true, SHORT);

    Beat seen = beatUntilExpired("n1", 1);

    assertThat(seen.expired())
        .containsExactly(new Beat.Expired("n2", started.nowMs() + SHORT.toMillis()));
    assertThat(seen.live()).extracting(Beat.Node::id).containsExactly("n1");
    ForgetNodeScript forget = new ForgetNodeScript(bench().calls, bench().keys());
    await(forget.run("n2"));
    await(forget.run("n2"));
    assertThat(beat("n1", "one", false, LEASE).expired()).isEmpty();
    assertThat(bench().hash(bench().keys().nodes("info"))).containsOnlyKeys("n1");
    assertThat(beat("n2", "two", false, LEASE).own()).isEqualTo(OwnLease.GONE);
  }

  @Test
  default void aServerThatWasLateIsToldSoOnce() {
    beat("n1", "one", true, LEASE);
    beat("n2", "two", true, SHORT);
    beatUntilExpired("n1", 1);

    Beat late = beat("n2", "two", false, LEASE);

    assertThat(late.own()).isEqualTo(OwnLease.EXPIRED);
    assertThat(late.live()).hasSize(2);
    assertThat(late.expired()).isEmpty();
    assertThat(beat("n2", "two", false, LEASE).own()).isEqualTo(OwnLease.KEPT);
  }

  @Test
  default void oneServerHasALock() {
    TakeLockScript take = new TakeLockScript(bench().calls, bench().keys());
    ReleaseLockScript release = new ReleaseLockScript(bench().calls, bench().keys());
    assertThat(bench().<Boolean>run(() -> take.run("{sweep}", "n1", LEASE))).isTrue();
    assertThat(bench().<Boolean>run(() -> take.run("{sweep}", "n2", LEASE))).isFalse();
    await(take.run("{sweep}", "n1", LEASE.multipliedBy(2)));
    assertThat(bench().left(bench().keys().lock("{sweep}"))).isBetween(15_000L, 20_000L);

    await(release.run("{sweep}", "n2"));
    assertThat(bench().<Boolean>run(() -> take.run("{sweep}", "n2", LEASE))).isFalse();
    await(release.run("{sweep}", "n1"));
    assertThat(await(take.run("{sweep}", "n2", SHORT))).isTrue();
    Eventually.until(
        Duration.ofSeconds(10), () -> await(take.run("{sweep}", "n1", LEASE)).booleanValue());
  }

  @Test
  default void usersOfAServerAreListedInTheirParts() {
    OwnedUsers owned = new OwnedUsers(bench().calls, bench().keys());
    int part = OwnedUsers.partOf(ALICE);
    for (int i = 0; i < 2; i++) {
      await(owned.add("n1", ALICE));
    }
    await(owned.add("n1", BOB));

    assertThat(await(owned.read("n1", part, 10))).contains(ALICE);
    assertThat(await(owned.read("n1", OwnedUsers.partOf(BOB), 10))).contains(BOB);
    assertThat(await(owned.read("n2", part, 10))).isEmpty();
    assertThat(bench().left(bench().keys().owned("n1", part))).isBetween(86_000_000L, 86_400_000L);
    await(owned.remove("n1", ALICE));
    await(owned.remove("n1", ALICE));
    assertThat(await(owned.read("n1", part, 10))).doesNotContain(ALICE);
    assertThat(part).isBetween(0, OwnedUsers.PARTS - 1);
  }

  @Test
  default void noMoreUsersAreReadThanWanted() {
    OwnedUsers owned = new OwnedUsers(bench().calls, bench().keys());
    int part = OwnedUsers.partOf(BOB);
    int added = 0;
    for (int i = 0; added < 3; i++) {
      io.rtmkit.server.core.session.UserKey user =
          new io.rtmkit.server.core.session.UserKey("app", "user" + i);
      if (OwnedUsers.partOf(user) == part) {
        await(owned.add("n1", user));
        added++;
      }
    }

    assertThat(await(owned.read("n1", part, 2))).hasSize(2).doesNotHaveDuplicates();
    assertThat(await(owned.read("n1", part, 10))).hasSize(3);
  }
}
