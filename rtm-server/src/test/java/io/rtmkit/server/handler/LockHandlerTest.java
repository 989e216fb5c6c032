package io.rtmkit.server.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.LockAction;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.protocol.v1.ReadLocksRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.channel.LocalChannels;
import io.rtmkit.server.core.session.Session;
import org.junit.jupiter.api.Test;

/** Requests about locks: fields at their limits, and what is harmless when it is sent again. */
class LockHandlerTest {
  private final TestDomain domain = new TestDomain();
  private final Session alice = domain.login("alice");
  private final Session bob = domain.login("bob");
  private final LockHandler handler =
      new LockHandler(new LocalChannels(domain.channels), ServerConfig.defaults().locks(), 32);

  private static LockRequest.Builder lock(String action) {
    return LockRequest.newBuilder()
        .setChannelId("room")
        .setLockName("L")
        .setAction(LockAction.valueOf("LOCK_ACTION_" + action))
        .setTtlMs(1_000);
  }

  private Reply ask(Session session, LockRequest.Builder request) {
    return Calls.ask(handler::lock, session, Request.newBuilder().setLock(request));
  }

  private Reply askAgain(Session session, LockRequest.Builder request) {
    return Calls.ask(handler::lock, session, Request.newBuilder().setLock(request).setResent(true));
  }

  private void isInvalid(LockRequest.Builder request, String... inReason) {
    Reply reply = ask(alice, request);
    assertThat(reply.getCode()).isEqualTo(2);
    assertThat(reply.getReason()).contains(inReason);
  }

  private void isGood(LockRequest.Builder request) {
    Reply reply = ask(alice, request);
    assertThat(reply.getCode()).as(reply.getReason()).isZero();
  }

  @Test
  void fieldsHaveLimits() {
    isGood(lock("ACQUIRE").setLockName("x".repeat(32)));
    isInvalid(lock("ACQUIRE").setLockName("x".repeat(33)), "lockName", "33", "32");
    isInvalid(lock("ACQUIRE").setLockName(""), "lockName");
    isInvalid(lock("RELEASE").setLockName("a\tb"), "lockName");
    isInvalid(lock("ACQUIRE").setChannelId("ro/om"), "channelId");
    isGood(lock("ACQUIRE").setTtlMs(1_000));
    isInvalid(lock("ACQUIRE").setTtlMs(999), "ttlMs", "999", "1000", "300000");
    isGood(lock("RENEW").setTtlMs(300_000));
    isInvalid(lock("RENEW").setTtlMs(300_001), "ttlMs", "300001");
    isInvalid(lock("ACQUIRE").setTtlMs(-1), "ttlMs", "4294967295");
    isGood(lock("RELEASE").setTtlMs(0));
    isInvalid(lock("UNSPECIFIED"), "action");
    isInvalid(lock("ACQUIRE").setActionValue(99), "action", "99");
  }

  @Test
  void aLockIsToldAfterItWasAcquiredOrRenewedOnly() {
    Reply acquired = ask(alice, lock("ACQUIRE"));
    assertThat(acquired.getLock().getLock().getOwnerId()).isEqualTo("alice");
    assertThat(ask(alice, lock("RENEW")).getLock().getLock().getToken())
        .isEqualTo(acquired.getLock().getLock().getToken());
    Reply refused = ask(bob, lock("ACQUIRE"));
    assertThat(refused.getCode()).isEqualTo(5);
    assertThat(refused.getReason()).contains("alice");
    assertThat(ask(alice, lock("RELEASE")).hasLock()).isFalse();
  }

  @Test
  void whatIsGoneAlreadyIsASuccessWhenSentAgain() {
    ask(alice, lock("ACQUIRE"));
    assertThat(ask(alice, lock("RELEASE")).getCode()).isZero();
    assertThat(ask(alice, lock("RELEASE")).getCode()).isEqualTo(6);
    assertThat(askAgain(alice, lock("RELEASE")).getCode()).isZero();
    assertThat(askAgain(alice, lock("REVOKE")).getCode()).isZero();
    assertThat(askAgain(alice, lock("RENEW")).getCode()).isEqualTo(6);
    ask(bob, lock("ACQUIRE"));
    assertThat(askAgain(alice, lock("ACQUIRE")).getCode()).isEqualTo(5);
  }

  @Test
  void locksAreReadWithoutJoining() {
    ask(alice, lock("ACQUIRE"));
    Reply reply =
        Calls.ask(
            handler::read,
            bob,
            Request.newBuilder().setReadLocks(ReadLocksRequest.newBuilder().setChannelId("room")));
    assertThat(reply.getLocks().getLocks(0).getName()).isEqualTo("L");
    assertThat(reply.getLocks().getRevision()).isPositive();
    Reply refused =
        Calls.ask(
            handler::read, bob, Request.newBuilder().setReadLocks(ReadLocksRequest.newBuilder()));
    assertThat(refused.getCode()).isEqualTo(2);
  }
}
