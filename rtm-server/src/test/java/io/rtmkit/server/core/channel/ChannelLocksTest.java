package io.rtmkit.server.core.channel;

import static io.rtmkit.protocol.v1.LockAction.LOCK_ACTION_ACQUIRE;
import static io.rtmkit.protocol.v1.LockAction.LOCK_ACTION_RELEASE;
import static io.rtmkit.protocol.v1.LockAction.LOCK_ACTION_RENEW;
import static io.rtmkit.protocol.v1.LockAction.LOCK_ACTION_REVOKE;
import static io.rtmkit.server.core.TestDomain.linkOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.ChannelLocksPush;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.LockAction;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.protocol.v1.LocksReply;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Locks in their channel: who is told of what, once, and how long the channel lives for them. */
class ChannelLocksTest {
  private final TestDomain domain = new TestDomain();
  private final Session alice = domain.login("alice");
  private final Session bob = domain.login("bob");

  private Joined join(Session session) {
    session.enterChannel("room");
    return domain.join(session, "room", null);
  }

  private LockAnswer lock(Session session, LockAction action) {
    LockRequest request =
        LockRequest.newBuilder()
            .setChannelId("room")
            .setLockName("L")
            .setAction(action)
            .setTtlMs(5_000)
            .build();
    return domain.channels.lock(session, request);
  }

  private LocksReply read() {
    return domain.channels.readLocks(TestDomain.APP, "room");
  }

  private static List<ChannelLocksPush> notices(FakeLink link) {
    return link.pushes().stream().filter(Push::hasChannelLocks).map(Push::getChannelLocks).toList();
  }

  /** Each notice as the owner in it, or "free". */
  private static List<String> owners(FakeLink link) {
    return notices(link).stream()
        .map(push -> push.getLocksCount() == 0 ? "free" : push.getLocks(0).getOwnerId())
        .toList();
  }

  @Test
  void everyChangeOfHoldersIsToldAndARenewalIsNot() {
    join(alice);
    lock(alice, LOCK_ACTION_ACQUIRE);
    lock(alice, LOCK_ACTION_RENEW);
    lock(alice, LOCK_ACTION_ACQUIRE);
    lock(bob, LOCK_ACTION_ACQUIRE); // refused
    lock(bob, LOCK_ACTION_REVOKE);
    lock(bob, LOCK_ACTION_ACQUIRE);
    lock(bob, LOCK_ACTION_RELEASE);
    assertThat(owners(linkOf(alice))).containsExactly("alice", "free", "bob", "free");
    List<ChannelLocksPush> notices = notices(linkOf(alice));
    assertThat(notices)
        .extracting(ChannelLocksPush::getRevision)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(notices.get(3).getRevision()).isEqualTo(read().getRevision());
    assertThat(notices.get(0).getLocks(0).getExpiresInMs()).isEqualTo(5_000);
    assertThat(owners(linkOf(bob))).isEmpty();
  }

  @Test
  void theEndOfALockIsToldOnceByTheTick() {
    join(alice);
    lock(bob, LOCK_ACTION_ACQUIRE);
    assertThat(domain.channels.waiting()).isEqualTo(1);
    domain.clock.advance(Duration.ofMillis(4_999));
    domain.channels.tick();
    assertThat(owners(linkOf(alice))).containsExactly("bob");
    domain.clock.advance(Duration.ofMillis(1));
    domain.channels.tick();
    domain.channels.tick();
    assertThat(owners(linkOf(alice))).containsExactly("bob", "free");
    assertThat(domain.channels.waiting()).isZero();
  }

  @Test
  void anOperationThatFindsALockOverTellsItWithItsOwnChange() {
    join(alice);
    lock(bob, LOCK_ACTION_ACQUIRE);
    domain.clock.advance(Duration.ofSeconds(5));
    assertThat(lock(alice, LOCK_ACTION_ACQUIRE).code()).isZero();
    domain.channels.tick();
    assertThat(owners(linkOf(alice))).containsExactly("bob", "alice");
    domain.clock.advance(Duration.ofSeconds(5));
    assertThat(read().getLocksList()).isEmpty();
    domain.channels.tick();
    assertThat(owners(linkOf(alice))).containsExactly("bob", "alice", "free");
  }

  @Test
  void aLockIsTheUsersAndNotTheSessions() {
    join(alice);
    long token = lock(alice, LOCK_ACTION_ACQUIRE).lock().getToken();
    domain.sessions.end(alice, CloseCode.CLOSE_CODE_HEARTBEAT_TIMEOUT, "");
    Session again = domain.login("alice");
    assertThat(lock(again, LOCK_ACTION_RENEW).lock().getToken()).isEqualTo(token);
    Session stranger = domain.login(new UserKey("f".repeat(32), "alice"), null, domain.link());
    assertThat(lock(stranger, LOCK_ACTION_RELEASE).code()).isEqualTo(6);
  }

  @Test
  void aChannelLivesForItsLocksAndNoLonger() {
    assertThat(read()).isEqualTo(LocksReply.newBuilder().setChannelId("room").build());
    lock(alice, LOCK_ACTION_RELEASE);
    assertThat(domain.channels.size()).isZero();
    lock(alice, LOCK_ACTION_ACQUIRE);
    domain.channels.expire();
    assertThat(domain.channels.size()).isEqualTo(1);
    assertThat(read().getLocks(0).getOwnerId()).isEqualTo("alice");
    lock(alice, LOCK_ACTION_RELEASE);
    assertThat(domain.channels.size()).isZero();
    lock(alice, LOCK_ACTION_ACQUIRE);
    domain.clock.advance(Duration.ofSeconds(5));
    domain.channels.expire();
    assertThat(domain.channels.size()).isZero();
  }

  @Test
  void whoWasAwayIsToldTheLocksAsTheyAre() {
    join(alice);
    lock(alice, LOCK_ACTION_ACQUIRE);
    Joined joined = join(bob);
    assertThat(joined.locksRevision()).isEqualTo(read().getRevision());
    assertThat(owners(linkOf(bob))).isEmpty(); // a first join is told nothing
    domain.sessions.detach(bob, linkOf(bob));
    ChannelPosition position =
        ChannelPosition.newBuilder()
            .setChannelId("room")
            .setEpoch(joined.epoch())
            .setOffset(joined.offset())
            .setLocksRevision(joined.locksRevision())
            .build();
    assertThat(owners(comeBack(position))).isEmpty();
    domain.sessions.detach(bob, linkOf(bob));
    lock(alice, LOCK_ACTION_RELEASE);
    lock(alice, LOCK_ACTION_ACQUIRE);
    domain.clock.advance(Duration.ofSeconds(5)); // over, and nobody has noticed yet
    FakeLink back = comeBack(position);
    domain.channels.tick();
    assertThat(owners(back)).containsExactly("free");
    assertThat(notices(back).get(0).getRevision()).isEqualTo(read().getRevision());
  }

  private FakeLink comeBack(ChannelPosition position) {
    FakeLink link = domain.link();
    domain.sessions.resume(bob, link, 0);
    domain.channels.resume(bob, link, position, 1 << 20);
    return link;
  }
}
