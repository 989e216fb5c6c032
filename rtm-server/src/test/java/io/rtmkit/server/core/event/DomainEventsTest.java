package io.rtmkit.server.core.event;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static io.rtmkit.server.core.TestDomain.toPeer;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.AnswerInvitationRequest;
import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.CancelInvitationRequest;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.SendInvitationRequest;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of channels, stored messages and invitations, and that it is told first. */
class DomainEventsTest {
  private final TestDomain domain = new TestDomain();
  private final HeardEvents heard = new HeardEvents();
  private final Session alice = domain.login("alice");
  private final Session bob = domain.login("bob");

  @BeforeEach
  void listen() {
    domain.events.add(heard);
  }

  private void join(Session session) {
    session.enterChannel("room");
    domain.join(session, "room", null);
  }

  @Test
  void aChannelIsCreatedJoinedLeftAndDestroyed() {
    join(alice);
    join(bob);
    join(bob); // again: nothing happens
    domain.channels.leave(alice, "room");
    domain.channels.leave(bob, "room");
    assertThat(heard.take())
        .containsExactly(
            "channel.created alice room 0",
            "channel.joined alice room 1",
            "channel.joined bob room 2",
            "channel.left alice room 1",
            "channel.left bob room 0",
            "channel.destroyed bob room 0");
  }

  @Test
  void aUserLeavesItsChannelsBeforeItIsOffline() {
    join(alice);
    heard.take();
    domain.sessions.end(alice, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(heard.take())
        .containsExactly(
            "channel.left alice room 0",
            "channel.destroyed alice room 0",
            "user.offline alice logout");
  }

  @Test
  void aChannelOfALostMemberIsDestroyedWhenItsEventsAreOld() {
    join(alice);
    domain.pass(Duration.ofSeconds(31), linkOf(bob));
    assertThat(heard.take())
        .containsExactly(
            "channel.created alice room 0",
            "channel.joined alice room 1",
            "user.unreachable alice",
            "channel.left alice room 0",
            "user.offline alice lost");
    domain.clock.advance(Duration.ofMinutes(3));
    domain.channels.expire();
    assertThat(heard.take()).containsExactly("channel.destroyed alice room 0");
  }

  @Test
  void attributesMakeAChannelAndWhatIsNotKeptIsNoChannel() {
    domain.channels.writeAttributes(alice.user(), write(""));
    assertThat(heard.take()).isEmpty();
    domain.channels.writeAttributes(alice.user(), write("topic"));
    assertThat(heard.take()).containsExactly("channel.created alice room 0");
    domain.clock.advance(Duration.ofMinutes(3));
    domain.channels.expire();
    assertThat(heard.take()).containsExactly("channel.destroyed alice room 0");
  }

  private static WriteChannelAttributesRequest write(String key) {
    return WriteChannelAttributesRequest.newBuilder()
        .setChannelId("room")
        .setWrite(
            AttributeWrite.newBuilder()
                .setOperationId(key.length() + 1)
                .addAttributes(Attribute.newBuilder().setKey(key).setValue("x")))
        .build();
  }

  @Test
  void theMembersHearOfAJoinAfterTheListeners() {
    join(bob);
    int before = linkOf(bob).publications().size();
    List<Integer> seenAtEvent = new ArrayList<>();
    domain.events.add(event -> seenAtEvent.add(linkOf(bob).publications().size() - before));
    join(alice);
    assertThat(seenAtEvent).containsExactly(0);
    assertThat(linkOf(bob).publications()).hasSize(before + 1);
  }

  @Test
  void aMessageIsToldAsStoredBeforeItsSenderIsAnswered() {
    List<String> order = new ArrayList<>();
    domain.events.add(event -> order.add(event.kind().type()));
    domain.send(
        alice,
        toPeer(7, "carol", "hello").toBuilder().setEnableOfflineMessaging(true).build(),
        outcome -> order.add("answered " + outcome.code()));
    assertThat(order).containsExactly("message.stored", "answered 4");
    assertThat(heard.take()).containsExactly("message.stored alice carol 7 text 5");
  }

  @Test
  void aMessageThatArrivesOrIsLostIsNotToldAsStored() {
    domain.send(alice, toPeer(1, "bob", "hello"), outcome -> {});
    domain.send(alice, toPeer(2, "carol", "hello"), outcome -> {});
    bob.acknowledge(1);
    assertThat(heard.take()).isEmpty();
  }

  @Test
  void aStoredMessageThatIsNotAcknowledgedInTimeIsToldOnce() {
    domain.send(
        alice,
        toPeer(7, "bob", "hello").toBuilder().setEnableOfflineMessaging(true).build(),
        outcome -> {});
    domain.pass(Duration.ofSeconds(11), linkOf(alice), linkOf(bob));
    domain.sessions.end(bob, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(heard.take())
        .containsExactly("message.stored alice bob 7 text 5", "user.offline bob logout");
  }

  @Test
  void anInvitationIsSentAndEnds() {
    invite(alice, "bob", 5);
    bob.acknowledge(1);
    answer(5, true);
    alice.acknowledge(2);
    assertThat(heard.take())
        .containsExactly(
            "invitation.sent alice bob room 5", "invitation.ended alice bob room 5 accepted 0 0");
    invite(alice, "bob", 6);
    answer(6, false);
    invite(alice, "bob", 7);
    domain.invitations.cancel(
        alice, CancelInvitationRequest.newBuilder().setInvitationId(7).build(), false);
    assertThat(heard.take())
        .containsExactly(
            "invitation.sent alice bob room 6",
            "invitation.ended alice bob room 6 refused 0 0",
            "invitation.sent alice bob room 7",
            "invitation.ended alice bob room 7 canceled 0 0");
  }

  @Test
  void anInvitationFailsWithTheCodesOfBothSides() {
    invite(alice, "nobody", 5);
    domain.pass(Duration.ofSeconds(31), linkOf(alice), linkOf(bob));
    assertThat(heard.take())
        .containsExactly(
            "invitation.sent alice nobody room 5",
            "invitation.ended alice nobody room 5 failed 1 3");
  }

  @Test
  void anInvitationIsToldBeforeItRings() {
    List<Integer> ringing = new ArrayList<>();
    domain.events.add(event -> ringing.add(linkOf(bob).pushes().size()));
    invite(alice, "bob", 5);
    assertThat(ringing).containsExactly(0);
    assertThat(linkOf(bob).pushes()).hasSize(1);
  }

  private void invite(Session caller, String calleeId, long id) {
    domain.invitations.send(
        caller,
        SendInvitationRequest.newBuilder()
            .setInvitationId(id)
            .setCalleeId(calleeId)
            .setChannelId("room")
            .build(),
        false);
  }

  private void answer(long id, boolean accept) {
    domain.invitations.answer(
        bob,
        AnswerInvitationRequest.newBuilder()
            .setInvitationId(id)
            .setCallerId(new UserKey(TestDomain.APP, "alice").userId())
            .setAccept(accept)
            .build(),
        false);
  }
}
