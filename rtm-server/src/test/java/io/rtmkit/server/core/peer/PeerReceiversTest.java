package io.rtmkit.server.core.peer;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static io.rtmkit.server.core.TestDomain.toPeer;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.server.core.SlowStore;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.session.Outcome;
import io.rtmkit.server.core.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stored messages and the queues behind sessions, with a store that answers when the test says. */
class PeerReceiversTest {
  private final SlowStore store = new SlowStore();
  private TestDomain domain = new TestDomain(Map.of(), store);
  private final List<Outcome> answers = new ArrayList<>();
  private Session alice;
  private Session bob;

  /** Alice and bob are here, and nothing waits for them. */
  private void logIn() {
    alice = domain.login("alice");
    bob = domain.login("bob");
    store.answerAll();
  }

  private void keep(Session sender, long id, String peerId) {
    PeerMessageRequest request =
        toPeer(id, peerId, "m" + id).toBuilder().setEnableOfflineMessaging(true).build();
    domain.send(sender, request, answers::add);
  }

  private void send(Session sender, long id, String peerId) {
    domain.send(sender, toPeer(id, peerId, "m" + id), answers::add);
  }

  /** Bob is away, and the first message waits for him. */
  private void aliceKeepsOneForBob() {
    alice = domain.login("alice");
    store.answerAll();
    keep(alice, 1, "bob");
    store.answerAll();
  }

  private List<Integer> codes() {
    return answers.stream().map(Outcome::code).toList();
  }

  private static List<Long> ids(Session session) {
    return linkOf(session).peerMessageIds();
  }

  @Test
  void nothingIsAnsweredOrDeliveredBeforeTheMessageIsStored() {
    logIn();
    keep(alice, 1, "bob");
    assertThat(ids(bob)).isEmpty();
    assertThat(codes()).isEmpty();
    store.answerAll();
    assertThat(ids(bob)).containsExactly(1L);
    assertThat(codes()).isEmpty();
    bob.acknowledge(1);
    assertThat(codes()).containsExactly(0);
    store.answerAll();
    assertThat(store.queued("bob")).isZero();
  }

  @Test
  void whatIsNotStoredWaitsBehindWhatIs() {
    logIn();
    keep(alice, 1, "bob");
    send(alice, 2, "bob");
    keep(alice, 3, "bob");
    send(alice, 4, "bob");
    assertThat(ids(bob)).isEmpty();
    store.answerAll();
    assertThat(ids(bob)).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void whatTheStoreHoldsUpForTooLongIsNotSentAnyMore() {
    logIn();
    keep(alice, 1, "bob");
    send(alice, 2, "bob");
    domain.clock.advance(Duration.ofSeconds(5));
    send(alice, 3, "bob");
    domain.clock.advance(Duration.ofSeconds(6));
    store.answerAll();
    assertThat(ids(bob)).containsExactly(1L, 3L);
    assertThat(codes()).containsExactly(2);
    assertThat(answers.get(0).reason()).contains("what was sent before took long");
  }

  /** Alice's message to bob waits for the store, and alice goes. */
  private void sendHeldUpAndLogOut() {
    alice = domain.login("alice");
    store.answerAll();
    keep(alice, 1, "carol");
    send(alice, 2, "bob");
    domain.sessions.end(alice, CloseCode.CLOSE_CODE_LOGGED_OUT, "test");
  }

  @Test
  void whatIsHeldUpOfAnEarlierSessionDoesNotComeBehindALaterOne() {
    bob = domain.login("bob");
    sendHeldUpAndLogOut();
    send(domain.login("alice"), 3, "bob");
    store.answerAll();
    assertThat(ids(bob)).containsExactly(3L);
    assertThat(codes()).contains(2);
  }

  @Test
  void whatIsHeldUpOfASessionThatHasEndedIsSentNevertheless() {
    bob = domain.login("bob");
    sendHeldUpAndLogOut();
    store.answerAll();
    assertThat(ids(bob)).containsExactly(2L);
  }

  @Test
  void newMessagesWaitUntilTheOldOnesAreThrough() {
    aliceKeepsOneForBob();
    assertThat(codes()).containsExactly(4);
    bob = domain.login("bob");
    send(alice, 2, "bob");
    assertThat(ids(bob)).isEmpty();
    store.answerAll();
    assertThat(ids(bob)).containsExactly(1L, 2L);
    assertThat(linkOf(bob).pushes().get(0).getPeerMessage().getOffline()).isTrue();
    assertThat(linkOf(bob).pushes().get(1).getPeerMessage().getOffline()).isFalse();
  }

  @Test
  void whatIsHeldComesAheadOfWhatItsSenderSentLater() {
    aliceKeepsOneForBob();
    store.failReads(true);
    bob = domain.login("bob");
    store.answerAll();
    send(alice, 2, "bob");
    keep(alice, 3, "bob");
    send(alice, 4, "bob");
    store.answerAll();
    store.failReads(false);
    domain.receivers.tick();
    store.answerAll();
    assertThat(ids(bob)).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void aStoreThatCannotBeReadIsAskedAgain() {
    aliceKeepsOneForBob();
    store.failReads(true);
    bob = domain.login("bob");
    send(alice, 2, "bob");
    store.answerAll();
    assertThat(ids(bob)).isEmpty();
    store.failReads(false);
    domain.receivers.tick();
    store.answerAll();
    assertThat(ids(bob)).containsExactly(1L, 2L);
  }

  @Test
  void whatIsNotStoredWaitsForAnIllStoreForTwentySecondsAtMost() {
    aliceKeepsOneForBob();
    store.failReads(true);
    bob = domain.login("bob");
    send(alice, 2, "bob");
    store.answerAll();
    domain.clock.advance(Duration.ofSeconds(20));
    domain.receivers.tick();
    store.answerAll();
    assertThat(ids(bob)).as("what is not stored goes on").containsExactly(2L);
    store.failReads(false);
    domain.receivers.tick();
    store.answerAll();
    assertThat(ids(bob)).containsExactly(2L, 1L);
  }

  @Test
  void aRefusedMessageIsAnsweredOneAndAnUnknownOneTwo() {
    logIn();
    store.refuseWrites(true);
    keep(alice, 1, "bob");
    store.answerAll();
    store.refuseWrites(false);
    store.loseWrites(true);
    keep(alice, 2, "bob");
    store.answerAll();
    assertThat(codes()).containsExactly(1, 2);
    assertThat(answers.get(0).reason()).contains("not stored", "for a test");
    assertThat(answers.get(1).reason()).contains("nobody knows", "for a test");
    assertThat(ids(bob)).isEmpty();
  }

  @Test
  void aQueueIsFedAsFastAsItIsAcknowledged() {
    domain = new TestDomain(Map.of("offline.messages", "1000"), store);
    alice = domain.login("alice");
    store.answerAll();
    for (long id = 1; id <= 600; id++) {
      keep(alice, id, "bob");
      store.answerAll();
      answers.clear();
    }
    bob = domain.login("bob");
    store.answerAll();
    int first = ids(bob).size();
    assertThat(first).isBetween(1, 599);
    for (int rounds = 0; ids(bob).size() < 600 && rounds < 20; rounds++) {
      bob.acknowledge(ids(bob).size());
      store.answerAll();
    }
    assertThat(ids(bob)).hasSize(600).isSorted().doesNotHaveDuplicates();
    bob.acknowledge(600);
    store.answerAll();
    assertThat(store.queued("bob")).isZero();
  }

  @Test
  void whatIsNotAcknowledgedComesAgainInTheNextSession() {
    logIn();
    keep(alice, 1, "bob");
    keep(alice, 2, "bob");
    store.answerAll();
    bob.acknowledge(1);
    store.answerAll();
    domain.sessions.end(bob, CloseCode.CLOSE_CODE_KICKED, "for a test");
    assertThat(codes()).containsExactly(0, 4);
    Session again = domain.login("bob");
    store.answerAll();
    assertThat(ids(again)).containsExactly(2L);
  }

  @Test
  void aSilentReceiverIsAnsweredFourAndGetsItStill() {
    logIn();
    keep(alice, 1, "bob");
    store.answerAll();
    domain.pass(Duration.ofSeconds(10), linkOf(alice), linkOf(bob));
    assertThat(codes()).containsExactly(4);
    bob.acknowledge(1);
    store.answerAll();
    assertThat(codes()).containsExactly(4);
    assertThat(store.queued("bob")).isZero();
  }

  @Test
  void aMessageSentAgainWhileItIsStoredIsStoredAndAnsweredOnce() {
    alice = domain.login("alice");
    store.answerAll();
    keep(alice, 1, "bob");
    PeerMessageRequest request =
        toPeer(1, "bob", "m1").toBuilder().setEnableOfflineMessaging(true).build();
    assertThat(domain.peers.isKnown(alice, request)).isTrue();
    List<Outcome> second = new ArrayList<>();
    domain.sendAgain(alice, request, second::add);
    store.answerAll();
    assertThat(answers).isEmpty();
    assertThat(second).extracting(Outcome::code).containsExactly(4);
    assertThat(store.queued("bob")).isEqualTo(1);
  }
}
