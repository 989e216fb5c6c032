package io.rtmkit.server.cluster.script;

import static io.rtmkit.server.cluster.script.ScriptBench.ALICE;
import static io.rtmkit.server.cluster.script.ScriptBench.BOB;
import static io.rtmkit.server.cluster.script.ScriptBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.store.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What servers do with their leases, with locks and with lists of their users. One thread. */
interface NodeScriptsContract {
  Duration LEASE = Duration.ofSeconds(10);
  Duration SHORT = Duration.ofMillis(30);

  ScriptBench bench();

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
