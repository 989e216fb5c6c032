package io.rtmkit.server.core.peer;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static io.rtmkit.server.core.TestDomain.toPeer;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.session.Outcome;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Peer messages: who gets what, and which answer the sender gets when. */
class PeerMessagesTest {
  private final TestDomain domain = new TestDomain();
  private final Session alice = domain.login("alice");
  private final Session bob = domain.login("bob");
  private final List<Outcome> answers = new ArrayList<>();

  private void send(long id, String peerId) {
    domain.send(alice, toPeer(id, peerId, "hello " + id), answers::add);
  }

  private void sendAgain(long id, String peerId) {
    domain.sendAgain(alice, toPeer(id, peerId, "hello " + id), answers::add);
  }

  private List<Integer> codes() {
    return answers.stream().map(Outcome::code).toList();
  }

  @Test
  void isAnsweredWhenTheReceiverAcknowledges() {
    send(7, "bob");
    Push push = linkOf(bob).pushes().get(0);
    assertThat(push.getInboxOffset()).isEqualTo(1);
    assertThat(push.getPeerMessage().getPeerId()).isEqualTo("alice");
    assertThat(push.getPeerMessage().getContent().getPayload().toStringUtf8()).isEqualTo("hello 7");
    assertThat(push.getPeerMessage().getServerReceivedMs())
        .isEqualTo(domain.clock.currentTimeMillis());
    assertThat(codes()).isEmpty();
    bob.acknowledge(1);
    assertThat(codes()).containsExactly(0);
  }

  @Test
  void acknowledgesCumulativelyAndOnce() {
    send(1, "bob");
    send(2, "bob");
    send(3, "bob");
    bob.acknowledge(2);
    assertThat(answers).extracting(Outcome::messageId).containsExactly(1L, 2L);
    bob.acknowledge(2);
    bob.acknowledge(99); // a lie about offsets never sent ends the ones that were
    assertThat(codes()).containsExactly(0, 0, 0);
  }

  @Test
  void answersPeerUnreachableForSomebodyWhoIsNotThere() {
    send(1, "carol");
    assertThat(codes()).containsExactly(3);
    assertThat(answers.get(0).reason()).contains("peerId", "carol");
  }

  @Test
  void appsNeverSeeEachOther() {
    Session stranger = domain.login(new UserKey("f".repeat(32), "bob"), null, domain.link());
    domain.sessions.end(bob, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    send(1, "bob");
    assertThat(codes()).containsExactly(3);
    assertThat(linkOf(stranger).pushes()).isEmpty();
  }

  @Test
  void answersTimeoutAfterTenSecondsAndDeliversAllTheSame() {
    FakeLink lost = linkOf(bob);
    domain.sessions.detach(bob, lost);
    send(1, "bob");
    domain.clock.advance(Duration.ofMillis(9_900));
    domain.sessions.tick();
    assertThat(codes()).isEmpty();
    domain.clock.advance(Duration.ofMillis(100));
    domain.sessions.tick();
    assertThat(codes()).containsExactly(2);
    FakeLink back = domain.link();
    domain.sessions.resume(bob, back, 0);
    assertThat(back.peerMessageIds()).containsExactly(1L);
    bob.acknowledge(1);
    assertThat(codes()).containsExactly(2);
  }

  @Test
  void aReturningReceiverGetsWhatItHasNotAcknowledged() {
    send(1, "bob");
    send(2, "bob");
    send(3, "bob");
    assertThat(linkOf(bob).peerMessageIds()).containsExactly(1L, 2L, 3L);
    FakeLink back = domain.link();
    domain.sessions.resume(bob, back, 1); // got the first, its ack was lost
    send(4, "bob");
    assertThat(back.peerMessageIds()).containsExactly(2L, 3L, 4L);
    assertThat(codes()).containsExactly(0);
    bob.acknowledge(4);
    assertThat(codes()).containsExactly(0, 0, 0, 0);
  }

  @Test
  void refusesWhenTheInboxIsFull() {
    TestDomain small = new TestDomain(Map.of("session.inbox-messages", "2"));
    Session from = small.login("alice");
    small.login("bob");
    for (long id = 1; id <= 3; id++) {
      small.send(from, toPeer(id, "bob", "x"), answers::add);
    }
    assertThat(codes()).containsExactly(1);
    assertThat(answers.get(0).messageId()).isEqualTo(3);
  }

  @Test
  void refusesWhenTooManyWaitForTheirAnswer() {
    TestDomain small = new TestDomain(Map.of("limits.requests-in-flight", "2"));
    Session from = small.login("alice");
    Session to = small.login("bob");
    for (long id = 1; id <= 3; id++) {
      small.send(from, toPeer(id, "bob", "x"), answers::add);
    }
    assertThat(codes()).containsExactly(5);
    to.acknowledge(1);
    small.send(from, toPeer(4, "bob", "x"), answers::add);
    to.acknowledge(3);
    assertThat(codes()).containsExactly(5, 0, 0, 0);
  }

  @Test
  void tellsApartWhatMayHaveArrivedWhenTheReceiverLeaves() {
    send(1, "bob");
    domain.sessions.detach(bob, linkOf(bob));
    send(2, "bob");
    domain.sessions.end(bob, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(codes()).containsExactly(2, 3);
  }

  @Test
  void aMessageSentAgainJoinsTheOneOnItsWay() {
    send(1, "bob");
    sendAgain(1, "bob");
    bob.acknowledge(1);
    assertThat(linkOf(bob).peerMessageIds()).containsExactly(1L);
    assertThat(codes()).containsExactly(0);
  }

  @Test
  void aMessageSentAgainAfterItsAnswerGetsTheSameAnswer() {
    send(1, "bob");
    bob.acknowledge(1);
    sendAgain(1, "bob");
    assertThat(linkOf(bob).peerMessageIds()).containsExactly(1L);
    assertThat(codes()).containsExactly(0, 0);
  }

  @Test
  void aMessageSentAgainThatNeverArrivedIsSent() {
    sendAgain(5, "bob");
    assertThat(linkOf(bob).peerMessageIds()).containsExactly(5L);
  }

  @Test
  void remembersAsManyAnswersAsAClientMayWaitFor() {
    for (long id = 1; id <= 300; id++) {
      send(id, "nobody");
    }
    answers.clear();
    sendAgain(45, "bob"); // 256 answers back: still known
    assertThat(codes()).containsExactly(3);
    sendAgain(44, "bob"); // forgotten: sent as new
    assertThat(linkOf(bob).peerMessageIds()).containsExactly(44L);
  }
}
