package io.rtmkit.server.core.peer;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static io.rtmkit.server.core.TestDomain.toPeer;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.session.Outcome;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionIdentity;
import io.rtmkit.server.core.session.SessionListener;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Messages for receivers who are at another server, or go there. */
class RoutedMessagesTest {
  private final SeveralServers servers = new SeveralServers();

  @Test
  void aReceiverWhoIsNotHereIsFoundElsewhereAndAnswersFromThere() {
    Session alice = servers.login("alice");
    servers.send(alice, toPeer(1, "bob", "m"));
    servers.send(alice, toPeer(2, "bob", "m"));
    assertThat(servers.routes.log).containsExactly("1 to bob not stored", "2 to bob not stored");
    assertThat(servers.answers).isEmpty();
    servers.routes.sent.get(1).acknowledged();
    servers.routes.sent.get(0).answered(2, "as it was told");
    servers.routes.sent.get(0).acknowledged();
    assertThat(servers.codes()).containsExactly(0, 2);
    assertThat(servers.answers.get(1).reason()).isEqualTo("as it was told");
  }

  @Test
  void aMessageForAbsencesIsStoredBeforeItIsSentElsewhere() {
    Session alice = servers.login("alice");
    servers.peers.send(
        alice, SeveralServers.kept(1), servers.domain.clock.nanoTime(), servers.answers::add);
    assertThat(servers.routes.log).isEmpty();
    servers.store.answerAll();
    assertThat(servers.store.queued("bob")).isEqualTo(1);
    assertThat(servers.routes.log).containsExactly("1 to bob stored");
    assertThat(servers.routes.places.get(0).offset()).isPositive();
    servers.routes.sent.get(0).cached("is not online");
    assertThat(servers.codes()).containsExactly(4);
  }

  @Test
  void aMessageForTheHistoryIsStoredIfTheReceiverIsOnlineSomewhere() {
    Session alice = servers.login("alice");
    servers.send(alice, SeveralServers.remembered(1));
    servers.routes.online = true;
    servers.send(alice, SeveralServers.remembered(2));
    assertThat(servers.routes.log)
        .containsExactly(
            "asks for bob", "1 to bob not stored", "asks for bob", "2 to bob not stored");
    Session bob = servers.login("bob");
    servers.send(alice, SeveralServers.remembered(3)); // is here: nobody else is asked
    assertThat(SeveralServers.ids(bob)).containsExactly(3L);
    assertThat(servers.routes.log).hasSize(4);
  }

  @Test
  void aMessageSentAgainJoinsTheOneThatIsOnItsWayElsewhere() {
    Session alice = servers.login("alice");
    servers.send(alice, toPeer(1, "bob", "m"));
    assertThat(servers.peers.isKnown(alice, toPeer(1, "bob", "m"))).isTrue();
    assertThat(servers.peers.isKnown(alice, toPeer(2, "bob", "m"))).isFalse();
    List<Outcome> again = new ArrayList<>();
    servers.peers.sendAgain(
        alice, toPeer(1, "bob", "m"), servers.domain.clock.nanoTime(), again::add);
    assertThat(servers.routes.sent).hasSize(1);
    servers.routes.sent.get(0).acknowledged();
    assertThat(servers.answers).isEmpty();
    assertThat(again).hasSize(1);
  }

  @Test
  void whatTheReceiverHasNotAcknowledgedFollowsItToAnotherServer() {
    Session alice = servers.login("alice");
    Session bob = servers.login("bob");
    servers.send(alice, toPeer(1, "bob", "m"));
    servers.send(alice, SeveralServers.kept(2));
    servers.send(alice, toPeer(3, "bob", "m"));
    bob.acknowledge(1);
    servers.domain.sessions.release(bob, CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE, "");
    assertThat(servers.routes.log).containsExactly("2 to bob stored", "3 to bob not stored");
    assertThat(servers.codes()).containsExactly(0);
    servers.routes.sent.forEach(RoutedMessage::acknowledged);
    assertThat(servers.codes()).containsExactly(0, 0, 0);
  }

  @Test
  void whatWaitsForTheQueueFollowsTheReceiverToo() {
    Session alice = servers.login("alice");
    Session bob = servers.domain.login("bob"); // whose queue has not been read
    servers.peers.send(
        alice, toPeer(1, "bob", "m"), servers.domain.clock.nanoTime(), servers.answers::add);
    servers.arrive(2, SeveralServers.at(1));
    servers.domain.sessions.release(bob, CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE, "");
    assertThat(servers.routes.log).containsExactly("1 to bob not stored");
    assertThat(servers.answers).isEmpty();
    assertThat(servers.remote).containsExactly("2 moved false");
  }

  @Test
  void whatWaitsForTheQueueIsAnsweredWhenTheReceiverGoesForGood() {
    Session alice = servers.login("alice");
    Session bob = servers.domain.login("bob");
    servers.peers.send(
        alice, toPeer(1, "bob", "m"), servers.domain.clock.nanoTime(), servers.answers::add);
    servers.arrive(2, SeveralServers.at(1));
    servers.domain.sessions.end(bob, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(servers.routes.log).isEmpty();
    assertThat(servers.codes()).containsExactly(3);
    assertThat(servers.remote).containsExactly("2 answered 4");
  }

  private Session adoptBob() {
    Session bob =
        servers.domain.sessions.adopt(
            new SessionIdentity(
                new UserKey(TestDomain.APP, "bob"), servers.domain.sessions.newKey(), null, 2, 0),
            Set.of(),
            4);
    servers.domain.sessions.resume(bob, servers.domain.link(), 4);
    return bob;
  }

  @Test
  void anAdoptedSessionIsFedFromItsQueueWhenTheOtherServerHasSentAll() {
    servers.send(servers.login("alice"), SeveralServers.kept(1));
    Session bob = adoptBob();
    servers.messages.tickAdopted();
    servers.store.answerAll();
    assertThat(SeveralServers.ids(bob)).as("what it had elsewhere comes first").isEmpty();
    servers.arrive(7, null);
    servers.messages.onHandedOver(bob.user());
    servers.store.answerAll();
    assertThat(SeveralServers.ids(bob)).containsExactly(1L, 7L);
  }

  @Test
  void aMessageThatIsStoredMeanwhileDoesNotLetTheQueueBeReadBefore() {
    servers.send(servers.login("alice"), SeveralServers.kept(1));
    Session bob = adoptBob();
    servers.storeElsewhere(2);
    servers.arrive(2, SeveralServers.at(2));
    servers.store.answerAll();
    assertThat(SeveralServers.ids(bob)).isEmpty();
    servers.messages.onHandedOver(bob.user());
    servers.store.answerAll();
    assertThat(SeveralServers.ids(bob)).containsExactly(1L, 2L);
  }

  @Test
  void aSilentServerIsNotWaitedForLongerThanASecond() {
    servers.send(servers.login("alice"), SeveralServers.kept(1));
    Session bob = adoptBob();
    servers.domain.clock.advance(Duration.ofSeconds(1).minusNanos(1));
    servers.messages.tickAdopted();
    servers.store.answerAll();
    assertThat(SeveralServers.ids(bob)).isEmpty();
    servers.domain.clock.advance(Duration.ofNanos(1));
    servers.messages.tickAdopted();
    servers.store.answerAll();
    assertThat(SeveralServers.ids(bob)).containsExactly(1L);
  }

  @Test
  void inboxOffsetsGoOnBehindWhatTheClientHas() {
    servers.send(servers.login("alice"), SeveralServers.kept(1));
    Session bob = adoptBob();
    servers.messages.onHandedOver(bob.user());
    servers.store.answerAll();
    assertThat(linkOf(bob).pushes().get(0).getInboxOffset()).isEqualTo(5);
  }

  @Test
  void whatIsStoredWithoutAWordToThisServerIsReadWhenAnotherHandsOver() {
    Session bob = servers.login("bob");
    servers.storeElsewhere(1);
    assertThat(SeveralServers.ids(bob)).isEmpty();
    servers.messages.onHandedOver(bob.user());
    servers.store.answerAll();
    assertThat(SeveralServers.ids(bob)).containsExactly(1L);
  }

  @Test
  void whatIsStoredWaitsForWhatIsNotAndIsOnItsWay() {
    Session alice = servers.login("alice");
    servers.routes.unstored = true;
    servers.send(alice, SeveralServers.kept(1));
    servers.send(alice, toPeer(2, "carol", "m"));
    assertThat(servers.routes.log).containsExactly("1 waits", "2 to carol not stored");
    assertThat(servers.store.queued("bob")).isZero();
    servers.routes.waiting.forEach(Runnable::run);
    servers.store.answerAll();
    assertThat(servers.routes.log).endsWith("1 to bob stored");
  }

  @Test
  void whatComesWhileASessionGoesFollowsWhatItHad() {
    Session alice = servers.login("alice");
    Session bob = servers.login("bob");
    servers.send(alice, toPeer(1, "bob", "m"));
    servers.domain.sessions.addListener(
        new SessionListener() {
          @Override
          public void onMoved(Session session, Set<String> channels) {
            servers.send(alice, toPeer(3, "bob", "m"));
            servers.send(alice, SeveralServers.kept(4));
          }
        });
    servers.send(alice, toPeer(2, "bob", "m"));
    servers.domain.sessions.release(bob, CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE, "");
    assertThat(servers.routes.log)
        .containsExactly(
            "1 to bob not stored", "2 to bob not stored", "3 to bob not stored", "4 to bob stored");
  }
}
