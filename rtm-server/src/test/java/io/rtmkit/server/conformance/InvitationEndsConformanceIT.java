package io.rtmkit.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.protocol.v1.CancelInvitationRequest;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.InvitationStep;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.SendInvitationRequest;
import io.rtmkit.server.e2e.FaultProxy;
import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.e2e.WireClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Call invitations that fail, calls that come too late or too often, and lost connections. */
class InvitationEndsConformanceIT extends ConformanceCase {
  private static final Duration JUST_BEFORE = Duration.ofMillis(10);

  @Test
  @Proves({Contract.SEND_LOCAL_INVITATION, Contract.ON_LOCAL_INVITATION_FAILURE})
  void nobodyThereForThirtySecondsIsPeerOffline() {
    SdkUser alice = user("alice");
    LocalInvitation local = Calls.invite(alice, "bob", "tea?");
    pass(Duration.ofSeconds(30).minus(JUST_BEFORE));
    assertThat(alice.events("local")).isEmpty();
    pass(JUST_BEFORE);
    alice.await("local 6 bob failed: 1");
    assertThat(local.getState()).isEqualTo(6);
    assertThat(alice.events("local")).hasSize(1);
  }

  @Test
  @Proves({Contract.SEND_LOCAL_INVITATION, Contract.ON_REMOTE_INVITATION_RECEIVED})
  void whoLogsInWithinThirtySecondsIsCalled() {
    SdkUser alice = user("alice");
    Calls.invite(alice, "bob", "tea?");
    pass(Duration.ofSeconds(29));
    SdkUser bob = user("bob");
    RemoteInvitation remote = bob.nextCall();
    alice.await("local 2 bob received");
    Calls.accept(bob, remote, "just in time").orFail();
    alice.await("local 3 bob accepted: just in time");
  }

  @Test
  @Proves(Contract.ON_LOCAL_INVITATION_FAILURE)
  void aSilentClientForThirtySecondsIsPeerNoResponse() {
    SdkUser alice = user("alice");
    WireClient bob = wire("bob");
    Calls.invite(alice, "bob", "tea?");
    assertThat(bob.push().getInvitation().getStep())
        .isEqualTo(InvitationStep.INVITATION_STEP_INVITED); // and no ack
    pass(Duration.ofSeconds(30));
    alice.await("local 6 bob failed: 2");
  }

  @Test
  @Proves({Contract.ON_LOCAL_INVITATION_FAILURE, Contract.ON_REMOTE_INVITATION_FAILURE})
  void noAnswerForSixtySecondsExpires() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    LocalInvitation local = Calls.invite(alice, "bob", "tea?");
    RemoteInvitation remote = bob.nextCall();
    alice.await("local 2 bob received");
    pass(Duration.ofSeconds(60).minus(JUST_BEFORE));
    assertThat(alice.events("local")).hasSize(1);
    pass(JUST_BEFORE);
    alice.await("local 6 bob failed: 3");
    bob.await("remote 6 alice failed: 3");
    Calls.accept(bob, remote, "too late").expectRefusal(3, "ended");
    Calls.refuse(bob, remote, "too late").expectRefusal(3, "ended");
    Calls.cancel(alice, local).expectRefusal(3, "ended");
    Calls.send(alice, local).expectRefusal(3, "ended");
  }

  @Test
  @Proves(Contract.ON_REMOTE_INVITATION_FAILURE)
  void aCallerWhoDoesNotConfirmForFiveSecondsIsAcceptFailure() {
    WireClient alice = wire("alice");
    SdkUser bob = user("bob");
    assertThat(alice.call(invite(7, "bob")).getCode()).isZero();
    Calls.accept(bob, bob.nextCall(), "yes").orFail();
    Push push = alice.push();
    while (push.getInvitation().getStep() != InvitationStep.INVITATION_STEP_ACCEPTING) {
      alice.ack(push.getInboxOffset());
      push = alice.push(); // and no ack of the acceptance
    }
    pass(Duration.ofSeconds(5).minus(JUST_BEFORE));
    assertThat(bob.events("remote")).hasSize(1);
    pass(JUST_BEFORE);
    bob.await("remote 6 alice failed: 2");
  }

  @Test
  @Proves({Contract.ON_LOCAL_INVITATION_FAILURE, Contract.ON_REMOTE_INVITATION_FAILURE})
  void aCallerWhoLogsOutFailsItForBoth() {
    SdkUser alice = userAt(server().address(), "alice");
    SdkUser bob = user("bob");
    Calls.invite(alice, "bob", "tea?");
    bob.nextCall();
    assertThat(SdkUser.code(alice.client()::logout)).isZero();
    alice.await("local 6 bob failed: 4");
    bob.await("remote 6 alice failed: 1");
  }

  @Test
  @Proves({
    Contract.SEND_LOCAL_INVITATION,
    Contract.CANCEL_LOCAL_INVITATION,
    Contract.ACCEPT_REMOTE_INVITATION,
    Contract.REFUSE_REMOTE_INVITATION
  })
  void callsInTheWrongStateAreRefused() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    LocalInvitation local = Calls.create(alice, "bob", "");
    Calls.cancel(alice, local).expectRefusal(2, "not sent");
    Calls.send(alice, local).orFail();
    Calls.send(alice, local).expectRefusal(5, "sent before");
    RemoteInvitation remote = bob.nextCall();
    Calls.accept(bob, remote, "").orFail();
    assertThat(Calls.accept(bob, remote, "").code()).isIn(3, 4); // the end may have come already
    alice.await("local 3 bob accepted: ");
    bob.await("remote 4 alice accepted");
    Calls.accept(bob, remote, "").expectRefusal(3, "ended");
    Calls.cancel(alice, local).expectRefusal(3, "ended");
    Calls.send(alice, local).expectRefusal(3, "ended");
    assertThat(alice.events("local")).hasSize(2);
    assertThat(bob.events("remote")).hasSize(2);
  }

  @Test
  @Proves({Contract.ACCEPT_REMOTE_INVITATION, Contract.REFUSE_REMOTE_INVITATION})
  void aSecondAcceptanceIsRefusedWhileTheFirstWaitsForTheCaller() {
    WireClient alice = wire("alice");
    SdkUser bob = user("bob");
    assertThat(alice.call(invite(7, "bob")).getCode()).isZero();
    RemoteInvitation remote = bob.nextCall();
    Calls.accept(bob, remote, "").orFail();
    Calls.accept(bob, remote, "").expectRefusal(4, "accepted before");
    Calls.refuse(bob, remote, "").expectRefusal(4, "accepted before");
    assertThat(remote.getState()).isEqualTo(2);
  }

  @Test
  @Proves({Contract.CANCEL_LOCAL_INVITATION, Contract.ON_LOCAL_INVITATION_CANCELED})
  void aCallIsAnsweredBeforeTheEventThatItSetsOff() {
    WireClient alice = wire("alice");
    alice.call(invite(7, "bob"));
    long cancel =
        alice.ask(
            Request.newBuilder()
                .setCancelInvitation(CancelInvitationRequest.newBuilder().setInvitationId(7)));
    Envelope first = alice.read();
    assertThat(first.getReply().getRequestId()).isEqualTo(cancel);
    assertThat(alice.read().getPush().getInvitation().getStep())
        .isEqualTo(InvitationStep.INVITATION_STEP_CANCELED);
  }

  private static Request.Builder invite(long id, String calleeId) {
    return Request.newBuilder()
        .setSendInvitation(
            SendInvitationRequest.newBuilder().setInvitationId(id).setCalleeId(calleeId));
  }

  @Test
  @Proves({
    Contract.SEND_LOCAL_INVITATION,
    Contract.CANCEL_LOCAL_INVITATION,
    Contract.ON_LOCAL_INVITATION_FAILURE
  })
  void withoutLoginOrAfterReleaseNothingIsSent() {
    SdkUser alice = stranger("alice");
    LocalInvitation local = Calls.create(alice, "bob", "");
    Calls.send(alice, local).expectRefusal(102);
    alice.await("local 6 bob failed: 4");
    alice.close();
    Calls.send(alice, local).expectRefusal(101);
    Calls.cancel(alice, local).expectRefusal(101);
  }

  @Test
  @Proves({Contract.SEND_LOCAL_INVITATION, Contract.CANCEL_LOCAL_INVITATION})
  void oneHundredMayBeOpenAndOneHundredAndEightyCallsMadeInThreeSeconds() {
    SdkUser alice = user("alice");
    List<LocalInvitation> open = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      open.add(Calls.invite(alice, "bob", ""));
    }
    LocalInvitation tooMany = Calls.create(alice, "bob", "");
    Calls.send(alice, tooMany).expectRefusal(202, "100");
    for (int i = 0; i < 79; i++) {
      Calls.cancel(alice, open.get(i)).orFail();
    }
    Calls.cancel(alice, open.get(79)).expectRefusal(202, "too often", "180/3s");
    pass(Duration.ofSeconds(3));
    Calls.send(alice, tooMany).orFail();
  }

  @Test
  @Proves({Contract.ON_REMOTE_INVITATION_CANCELED, Contract.ON_LOCAL_INVITATION_REFUSED})
  void whoLostTheConnectionIsToldTheEndOnce() {
    FaultProxy proxy = opened(new FaultProxy(server().port()));
    SdkUser alice = user("alice");
    SdkUser bob = userAt(proxy.address(), "bob");
    LocalInvitation local = Calls.invite(alice, "bob", "tea?");
    Calls.invite(bob, "alice", "coffee?");
    bob.nextCall();
    RemoteInvitation atAlice = alice.nextCall();
    lose(bob, proxy);
    Calls.cancel(alice, local).orFail();
    Calls.refuse(alice, atAlice, "no").orFail();
    proxy.set(FaultProxy.Mode.PASS);
    bob.await("remote 5 alice canceled");
    bob.await("local 4 alice refused: no");
    assertThat(bob.events("remote")).hasSize(2);
  }

  @Test
  @Proves({Contract.ON_LOCAL_INVITATION_FAILURE, Contract.ON_REMOTE_INVITATION_FAILURE})
  void aRestartOfTheServerFailsWhatWasOpen() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    Calls.invite(alice, "bob", "tea?");
    bob.nextCall();
    alice.await("local 2 bob received");
    int port = server().port();
    server().close();
    startServer(Map.of("listen.port", String.valueOf(port)));
    alice.await("local 6 bob failed: 4");
    bob.await("remote 6 alice failed: 3");
    assertThat(alice.events("state")).endsWith("state 3/2");
  }
}
