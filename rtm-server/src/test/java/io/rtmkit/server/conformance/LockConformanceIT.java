package io.rtmkit.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.ChannelAttributeOptions;
import io.rtmkit.client.RtmChannelAttribute;
import io.rtmkit.client.RtmLock;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.SdkUser;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Locks of channels. */
class LockConformanceIT extends ConformanceCase {
  private static final String ROOM = "room";
  private static final int TTL = 10_000;

  private static Answer<RtmLock> acquire(SdkUser user, String name, int ttlMs) {
    return Answer.of(cb -> user.client().getRtmLockManager().acquireLock(ROOM, name, ttlMs, cb));
  }

  private static Answer<RtmLock> renew(SdkUser user, String name, int ttlMs) {
    return Answer.of(cb -> user.client().getRtmLockManager().renewLock(ROOM, name, ttlMs, cb));
  }

  private static Answer<Void> release(SdkUser user, String name) {
    return Answer.of(cb -> user.client().getRtmLockManager().releaseLock(ROOM, name, cb));
  }

  private static Answer<Void> revoke(SdkUser user, String name) {
    return Answer.of(cb -> user.client().getRtmLockManager().revokeLock(ROOM, name, cb));
  }

  private static Answer<List<RtmLock>> locks(SdkUser user) {
    return Answer.of(cb -> user.client().getRtmLockManager().getLocks(ROOM, cb));
  }

  @Test
  @Proves(Contract.LOCKS)
  void aLockIsHeldByOneUserAndMembersAreTold() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    alice.join(ROOM);
    RtmLock first = acquire(bob, "L", TTL).orFail();
    assertThat(List.of(first.getChannelId(), first.getName(), first.getOwnerId()))
        .containsExactly(ROOM, "L", "bob");
    assertThat(first.getExpiresInMs()).isEqualTo(TTL);
    alice.await("locks room [L=bob]");
    acquire(alice, "L", TTL).expectRefusal(5, "lockName", "bob");
    assertThat(acquire(bob, "L", 2 * TTL).orFail().getToken()).isEqualTo(first.getToken());
    release(alice, "L").expectRefusal(6, "lockName", "alice");
    release(bob, "L").orFail();
    alice.await("locks room []");
    release(bob, "L").expectRefusal(6, "lockName");
    assertThat(acquire(alice, "L", TTL).orFail().getToken()).isGreaterThan(first.getToken());
    alice.await("locks room [L=alice]");
    revoke(bob, "L").orFail();
    revoke(bob, "L").expectRefusal(6, "lockName");
    assertThat(locks(bob).orFail()).isEmpty();
    alice.await(4, "locks");
    assertThat(alice.events("locks")).hasSize(4).endsWith("locks room []");
  }

  @Test
  @Proves(Contract.LOCKS)
  void aLockEndsWithItsTimeUnlessItIsRenewed() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    alice.join(ROOM);
    acquire(bob, "L", TTL).orFail();
    pass(Duration.ofSeconds(9));
    assertThat(locks(alice).orFail().get(0).getExpiresInMs()).isEqualTo(1_000);
    renew(bob, "L", TTL).orFail();
    pass(Duration.ofMillis(9_999));
    assertThat(locks(alice).orFail()).hasSize(1);
    pass(Duration.ofMillis(1));
    alice.await("locks room []");
    renew(bob, "L", TTL).expectRefusal(6, "lockName");
    assertThat(locks(alice).orFail()).isEmpty();
    assertThat(alice.events("locks")).hasSize(2); // renewing is no news
  }

  @Test
  @Proves(Contract.LOCKS)
  void limitsHold() {
    SdkUser alice = user("alice");
    acquire(alice, "", TTL).expectRefusal(2, "lockName", "empty");
    acquire(alice, "l".repeat(33), TTL).expectRefusal(2, "lockName", "33", "32");
    acquire(alice, "L", 999).expectRefusal(2, "ttlMs", "999", "1000");
    acquire(alice, "L", 300_001).expectRefusal(2, "ttlMs", "300001", "300000");
    acquire(alice, "l".repeat(32), 1_000).orFail();
    acquire(alice, "L", 300_000).orFail();
    for (int i = 0; i < 18; i++) {
      acquire(alice, "L" + i, 300_000).orFail();
    }
    acquire(alice, "L18", TTL).expectRefusal(4, "too often", "20/5s");
    pass(Duration.ofSeconds(5)); // the first of them is over meanwhile
    for (int i = 18; i < 31; i++) {
      acquire(alice, "L" + i, 300_000).orFail();
    }
    assertThat(locks(alice).orFail()).hasSize(32);
    acquire(alice, "one more", TTL).expectRefusal(7, "lockName", "32");
  }

  @Test
  @Proves({Contract.LOCKS, Contract.SET_CHANNEL_ATTRIBUTES})
  void attributesMayBeWrittenByTheHolderOfALockOnly() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    acquire(bob, "L", TTL).orFail();
    ChannelAttributeOptions options = new ChannelAttributeOptions();
    options.setLockName("L");
    List<RtmChannelAttribute> attributes = List.of(new RtmChannelAttribute("k", "v"));
    Answer.<Void>of(cb -> alice.client().setChannelAttributes(ROOM, attributes, options, cb))
        .expectRefusal(202, "lockName", "alice");
    Answer.<Void>of(cb -> bob.client().setChannelAttributes(ROOM, attributes, options, cb))
        .orFail();
    pass(Duration.ofSeconds(10));
    Answer.<Void>of(cb -> bob.client().setChannelAttributes(ROOM, attributes, options, cb))
        .expectRefusal(202, "lockName", "bob");
  }

  @Test
  @Proves(Contract.LOCKS)
  void everyCallNeedsALogin() {
    SdkUser alice = stranger("alice");
    expectAll(alice, 102);
    alice.close();
    expectAll(alice, 101);
  }

  private static void expectAll(SdkUser user, int code) {
    acquire(user, "L", TTL).expectRefusal(code);
    renew(user, "L", TTL).expectRefusal(code);
    release(user, "L").expectRefusal(code);
    revoke(user, "L").expectRefusal(code);
    locks(user).expectRefusal(code);
  }
}
