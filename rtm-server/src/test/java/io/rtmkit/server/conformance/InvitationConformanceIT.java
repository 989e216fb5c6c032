package io.rtmkit.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.RtmCallManager;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.SdkUser;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Call invitations that are answered or canceled. */
class InvitationConformanceIT extends ConformanceCase {
  private static final int IDLE = 0;
  private static final int LIMIT = 8 * 1024;

  @Test
  @Proves({
    Contract.SEND_LOCAL_INVITATION,
    Contract.ACCEPT_REMOTE_INVITATION,
    Contract.ON_LOCAL_INVITATION_RECEIVED_BY_PEER,
    Contract.ON_REMOTE_INVITATION_RECEIVED,
    Contract.ON_LOCAL_INVITATION_ACCEPTED,
    Contract.ON_REMOTE_INVITATION_ACCEPTED
  })
  void anAcceptedInvitationGoesThroughItsStates() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    LocalInvitation local = Calls.create(alice, "bob", "{\"tea\":true}");
    local.setChannelId("kitchen");
    assertThat(local.getState()).isEqualTo(IDLE);
    Calls.send(alice, local).orFail();
    RemoteInvitation remote = bob.nextCall();
    assertThat(remote.getCallerId()).isEqualTo("alice");
    assertThat(remote.getChannelId()).isEqualTo("kitchen");
    assertThat(remote.getContent()).isEqualTo("{\"tea\":true}");
    alice.await("local 2 bob received");
    Calls.accept(bob, remote, "gladly").orFail();
    alice.await("local 3 bob accepted: gladly");
    bob.await("remote 4 alice accepted");
    assertThat(local.getResponse()).isEqualTo("gladly");
    assertThat(local.getState()).isEqualTo(3);
    assertThat(remote.getState()).isEqualTo(4);
    assertThat(alice.events("local")).hasSize(2);
    assertThat(bob.events("remote")).hasSize(2);
  }

  @Test
  @Proves({
    Contract.REFUSE_REMOTE_INVITATION,
    Contract.ON_LOCAL_INVITATION_REFUSED,
    Contract.ON_REMOTE_INVITATION_REFUSED
  })
  void aRefusedInvitationEndsWithTheResponse() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    LocalInvitation local = Calls.invite(alice, "bob", "");
    RemoteInvitation remote = bob.nextCall();
    assertThat(remote.getContent()).isEmpty();
    assertThat(remote.getChannelId()).isEmpty();
    Calls.refuse(bob, remote, "{\"Reason\":\"calling\",\"Cmd\":\"Calling\"}").orFail();
    alice.await("local 4 bob refused: {\"Reason\":\"calling\",\"Cmd\":\"Calling\"}");
    bob.await("remote 3 alice refused");
    assertThat(local.getState()).isEqualTo(4);
    assertThat(remote.getState()).isEqualTo(3);
  }

  @Test
  @Proves({
    Contract.CANCEL_LOCAL_INVITATION,
    Contract.ON_LOCAL_INVITATION_CANCELED,
    Contract.ON_REMOTE_INVITATION_CANCELED
  })
  void aCanceledInvitationEndsForBoth() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    LocalInvitation local = Calls.invite(alice, "bob", "tea?");
    RemoteInvitation remote = bob.nextCall();
    Calls.cancel(alice, local).orFail();
    alice.await("local 5 bob canceled");
    bob.await("remote 5 alice canceled");
    assertThat(local.getState()).isEqualTo(5);
    assertThat(remote.getState()).isEqualTo(5);
  }

  @Test
  @Proves(Contract.SET_CALL_EVENT_LISTENER)
  void withoutAListenerNobodyIsToldAndTheInvitationGoesOnAllTheSame() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    RtmCallManager calls = alice.client().getRtmCallManager();
    calls.setEventListener(null);
    LocalInvitation local = Calls.create(alice, "bob", "tea?");
    calls.sendLocalInvitation(local, null);
    Calls.refuse(bob, bob.nextCall(), "").orFail();
    bob.await("remote 3 alice refused");
    assertThat(SdkUser.await(bob.toPeer("alice", "behind the end"))).isZero();
    alice.await("peer bob: behind the end");
    assertThat(local.getState()).isEqualTo(4);
    calls.setEventListener(alice);
    LocalInvitation second = Calls.invite(alice, "bob", "tea now?");
    RemoteInvitation remote = bob.nextCall();
    remote.setResponse(null);
    bob.client().getRtmCallManager().acceptRemoteInvitation(remote, null);
    alice.await("local 3 bob accepted: ");
    assertThat(second.getState()).isEqualTo(3);
    assertThat(alice.events("local")).hasSize(2);
  }

  @Test
  @Proves({
    Contract.SEND_LOCAL_INVITATION,
    Contract.ACCEPT_REMOTE_INVITATION,
    Contract.REFUSE_REMOTE_INVITATION,
    Contract.CANCEL_LOCAL_INVITATION
  })
  void severalBetweenTheSameTwoInBothDirectionsEndEachByItself() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    LocalInvitation first = Calls.invite(alice, "bob", "1");
    LocalInvitation second = Calls.invite(alice, "bob", "2");
    LocalInvitation third = Calls.invite(alice, "bob", "3");
    LocalInvitation back = Calls.invite(bob, "alice", "4");
    List<RemoteInvitation> atBob = List.of(bob.nextCall(), bob.nextCall(), bob.nextCall());
    assertThat(atBob).extracting(RemoteInvitation::getContent).containsExactly("1", "2", "3");
    Calls.accept(bob, atBob.get(1), "yes").orFail();
    Calls.refuse(bob, atBob.get(2), "no").orFail();
    Calls.cancel(alice, first).orFail();
    Calls.accept(alice, alice.nextCall(), "me too").orFail();
    bob.await("local 3 alice accepted: me too");
    alice.await("remote 4 bob accepted");
    bob.await("remote 5 alice canceled");
    alice.await("local 3 bob accepted: yes");
    alice.await("local 4 bob refused: no");
    assertThat(List.of(first.getState(), second.getState(), third.getState(), back.getState()))
        .containsExactly(5, 3, 4, 3);
  }

  @Test
  @Proves({Contract.SEND_LOCAL_INVITATION, Contract.ON_REMOTE_INVITATION_RECEIVED})
  void whatACallerSendsWithoutWaitingArrivesInThatOrder() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    List<String> sent = IntStream.range(0, 60).mapToObj(i -> "call " + i).toList();
    List<CompletableFuture<Answer<Void>>> answers =
        sent.stream()
            .map(content -> Calls.start(alice, Calls.create(alice, "bob", content)))
            .toList();
    List<String> received = sent.stream().map(content -> bob.nextCall().getContent()).toList();
    assertThat(received).isEqualTo(sent);
    assertThat(answers).allSatisfy(answer -> assertThat(Answer.await(answer).code()).isZero());
  }

  @Test
  @Proves({Contract.CANCEL_LOCAL_INVITATION, Contract.ON_REMOTE_INVITATION_CANCELED})
  void whoHangsUpAndCallsAgainIsNotTakenForTwoCalls() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    LocalInvitation last = Calls.invite(alice, "bob", "call 0");
    RemoteInvitation ringing = bob.nextCall();
    for (int i = 1; i <= 40; i++) {
      LocalInvitation over = last;
      last = Calls.create(alice, "bob", "call " + i);
      Answer.<Void>start(cb -> alice.client().getRtmCallManager().cancelLocalInvitation(over, cb));
      Calls.start(alice, last);
      RemoteInvitation next = bob.nextCall();
      assertThat(next.getContent()).isEqualTo(last.getContent());
      assertThat(ringing.getState()).as("the call before is over").isEqualTo(5);
      ringing = next;
    }
  }

  @Test
  @Proves({Contract.SEND_LOCAL_INVITATION, Contract.ACCEPT_REMOTE_INVITATION})
  void contentAndResponseHave8KbAtMostAndStayAsTheyAre() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    String largest = "\u00e4\uD83D\uDE00\n\"" + "x".repeat(LIMIT - 8);
    Calls.invite(alice, "bob", largest);
    RemoteInvitation remote = bob.nextCall();
    assertThat(remote.getContent()).isEqualTo(largest);
    Calls.accept(bob, remote, largest + "x").expectRefusal(1, "response", "8193", "8192");
    Calls.accept(bob, remote, largest).orFail();
    alice.await("local 3 bob accepted: " + largest);

    LocalInvitation tooLarge = Calls.create(alice, "bob", largest + "x");
    Calls.send(alice, tooLarge).expectRefusal(1, "content", "8193", "8192");
    assertThat(tooLarge.getState()).isEqualTo(IDLE);
    tooLarge.setContent("short");
    Calls.send(alice, tooLarge).orFail();
    assertThat(bob.nextCall().getContent()).isEqualTo("short");
  }

  @Test
  @Proves(Contract.SEND_LOCAL_INVITATION)
  void calleeAndChannelAreChecked() {
    SdkUser alice = user("alice");
    Calls.send(alice, Calls.create(alice, "", "")).expectRefusal(1, "calleeId", "empty");
    Calls.send(alice, Calls.create(alice, "b".repeat(65), "")).expectRefusal(1, "calleeId", "64");
    LocalInvitation invitation = Calls.create(alice, "bob", "");
    invitation.setChannelId("c".repeat(65));
    Calls.send(alice, invitation).expectRefusal(1, "channelId", "64");
    invitation.setChannelId("c".repeat(64));
    Calls.send(alice, invitation).orFail();
    Calls.send(alice, null).expectRefusal(1, "localInvitation");
    assertThat(alice.events("local")).isEmpty();
  }

  @Test
  @Proves({Contract.ACCEPT_REMOTE_INVITATION, Contract.CANCEL_LOCAL_INVITATION})
  void acceptAgainstCancelIsDecidedOnceForBoth() {
    int rounds = 50;
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    List<LocalInvitation> locals = new ArrayList<>();
    List<RemoteInvitation> remotes = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      LocalInvitation local = Calls.invite(alice, "bob", "round " + i);
      RemoteInvitation remote = bob.nextCall();
      RtmCallManager atAlice = alice.client().getRtmCallManager();
      RtmCallManager atBob = bob.client().getRtmCallManager();
      CompletableFuture<Answer<Void>> cancel =
          Answer.start(cb -> atAlice.cancelLocalInvitation(local, cb));
      CompletableFuture<Answer<Void>> accept =
          Answer.start(cb -> atBob.acceptRemoteInvitation(remote, cb));
      assertThat(Answer.await(cancel).code()).isIn(0, 3, 4);
      assertThat(Answer.await(accept).code()).isIn(0, 3);
      locals.add(local);
      remotes.add(remote);
      alice.await(i + 1, "ended");
      bob.await(i + 1, "ended");
    }
    for (int i = 0; i < rounds; i++) {
      boolean accepted = locals.get(i).getState() == 3;
      assertThat(locals.get(i).getState()).isEqualTo(accepted ? 3 : 5);
      assertThat(remotes.get(i).getState()).isEqualTo(accepted ? 4 : 5);
    }
    assertThat(alice.events("ended")).hasSize(rounds);
    assertThat(bob.events("ended")).hasSize(rounds);
  }
}
