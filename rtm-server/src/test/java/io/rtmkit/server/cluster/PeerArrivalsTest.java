package io.rtmkit.server.cluster;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.cluster.wire.PeerAnswerItem;
import io.rtmkit.server.cluster.wire.PeerMessageItem;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages from other servers: in order, each once, and answered as often as they come. */
class PeerArrivalsTest {
  private final TestDomain domain = new TestDomain(Map.of("session.inbox-messages", "5"));
  private final List<String> posted = new ArrayList<>();
  private String whereTo = "";
  private long redisMs = 1_000;
  private int passedOn;
  private final PeerArrivals arrivals =
      new PeerArrivals(
          new Way(),
          new SenderEpochs(domain.sessions, domain.clock),
          domain.receivers,
          domain.clock);

  private final class Way implements PeerArrivals.Way {
    @Override
    public void post(String node, Item item) {
      note(node, item);
    }

    @Override
    public void onPassedOn() {
      passedOn++;
    }

    @Override
    public String wentTo(UserKey user) {
      return whereTo;
    }

    @Override
    public long redisMs() {
      return redisMs;
    }
  }

  private void note(String node, Item item) {
    if (item.hasPeerMessage()) {
      PeerMessageItem passed = item.getPeerMessage();
      String behind = passed.getId() + " of " + passed.getOrigin();
      posted.add(node + " " + behind + " behind " + passed.getLowest());
      return;
    }
    PeerAnswerItem answer = item.getPeerAnswer();
    String outcome = answer.getOutcome().name().replace("OUTCOME_", "");
    String code = answer.getCode() == 0 ? "" : " " + answer.getCode();
    posted.add(node + " " + answer.getId() + " " + outcome + code);
  }

  /** A message of the stream 1, whose id is its number. */
  private void arrive(String node, long number, long lowest) {
    arrivals.onMessage(node, item(number, number, lowest).build());
  }

  private static PeerMessageItem.Builder item(long id, long number, long lowest) {
    return PeerMessageItem.newBuilder()
        .setId(id)
        .setAppId(TestDomain.APP)
        .setSenderId("far")
        .setRequest(TestDomain.toPeer(id, "bob", "m" + id))
        .setExpiresMs(11_000)
        .setStream(1)
        .setNumber(number)
        .setLowest(lowest);
  }

  private static List<Long> ids(Session session) {
    return linkOf(session).peerMessageIds();
  }

  @Test
  void messagesOfOneStreamAreDeliveredInTheirOrder() {
    Session bob = domain.login("bob");
    arrive("one", 2, 1);
    arrive("one", 3, 1);
    arrive("two", 1, 1); // of another server
    assertThat(ids(bob)).containsExactly(1L);
    arrive("one", 1, 1);
    assertThat(ids(bob)).containsExactly(1L, 1L, 2L, 3L);
    arrive("one", 4, 4);
    assertThat(ids(bob)).hasSize(5).endsWith(4L);
  }

  @Test
  void whatNeverComesAgainIsNotWaitedFor() {
    Session bob = domain.login("bob");
    arrive("one", 3, 1);
    arrive("one", 2, 1);
    assertThat(ids(bob)).isEmpty();
    arrive("one", 3, 2); // sent again, when 1 had its answer
    assertThat(ids(bob)).containsExactly(2L, 3L);
    arrive("one", 6, 6);
    assertThat(ids(bob)).containsExactly(2L, 3L, 6L);
  }

  @Test
  void streamsDoNotWaitForEachOther() {
    Session bob = domain.login("bob");
    arrive("one", 2, 1);
    arrivals.onMessage("one", item(9, 1, 1).setStream(2).build());
    assertThat(ids(bob)).containsExactly(9L);
  }

  @Test
  void whatComesAgainIsDeliveredOnceAndAnsweredAgain() {
    Session bob = domain.login("bob");
    arrive("one", 1, 1);
    arrive("one", 1, 1);
    assertThat(ids(bob)).containsExactly(1L);
    assertThat(posted).isEmpty();
    bob.acknowledge(1);
    assertThat(posted).containsExactly("one 1 ACKNOWLEDGED");
    arrive("one", 1, 1);
    assertThat(posted).containsExactly("one 1 ACKNOWLEDGED", "one 1 ACKNOWLEDGED");
    assertThat(ids(bob)).containsExactly(1L);
  }

  @Test
  void aRefusalSaysWhy() {
    domain.login("bob");
    for (int i = 1; i <= 6; i++) {
      arrive("one", i, 1);
    }
    assertThat(posted).containsExactly("one 6 REFUSED 1");
    arrive("one", 6, 1);
    assertThat(posted).containsExactly("one 6 REFUSED 1", "one 6 REFUSED 1");
  }

  @Test
  void whoseReceiverIsNotHereMayComeHereAgain() {
    arrive("one", 1, 1);
    assertThat(posted).containsExactly("one 1 NOT_HERE");
    Session bob = domain.login("bob");
    arrive("one", 1, 1);
    assertThat(ids(bob)).containsExactly(1L);
    assertThat(posted).hasSize(1);
  }

  @Test
  void whoseReceiverGoesMayComeHereAgain() {
    Session bob = domain.login("bob");
    arrive("one", 1, 1);
    domain.sessions.detach(bob, linkOf(bob));
    arrive("one", 2, 1);
    domain.sessions.release(bob, CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE, "");
    assertThat(posted).containsExactly("one 1 LEFT", "one 2 NOT_HERE");
    Session again = domain.login("bob");
    arrive("one", 1, 1);
    arrive("one", 2, 1);
    assertThat(ids(again)).containsExactly(1L, 2L);
  }

  @Test
  void whatIsOnItsWayFollowsItsReceiverInOrder() {
    Session bob = domain.login("bob");
    arrive("one", 1, 1);
    arrive("one", 2, 1);
    arrive("one", 3, 1);
    arrive("two", 7, 7);
    bob.acknowledge(1);
    posted.clear();
    whereTo = "three";
    domain.sessions.release(bob, CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE, "");
    assertThat(posted)
        .containsExactly(
            "three 2 of one behind 2", "three 3 of one behind 2", "three 7 of two behind 7");
    assertThat(passedOn).isEqualTo(3);
  }

  @Test
  void whoFindsNobodyHereHoldsUpThoseBehindIt() {
    arrive("one", 1, 1);
    Session bob = domain.login("bob"); // in between
    arrive("one", 2, 1);
    assertThat(ids(bob)).isEmpty();
    arrive("one", 1, 1);
    assertThat(ids(bob)).containsExactly(1L, 2L);
  }

  @Test
  void whoLeftHoldsUpThoseBehindItWhenTheReceiverIsBack() {
    Session bob = domain.login("bob");
    arrive("one", 1, 1);
    arrive("one", 2, 1);
    domain.sessions.release(bob, CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE, "");
    Session again = domain.login("bob");
    arrive("one", 2, 1);
    assertThat(ids(again)).isEmpty();
    arrive("one", 2, 2); // the first has its answer by now
    assertThat(ids(again)).containsExactly(2L);
  }

  @Test
  void whatNobodyWaitsForAnyMoreIsNotDelivered() {
    Session bob = domain.login("bob");
    redisMs = 10_999;
    arrive("one", 1, 1);
    redisMs = 11_000;
    arrive("one", 2, 1);
    arrivals.onMessage("one", item(3, 3, 1).setStoredOffset(1).build());
    assertThat(ids(bob)).containsExactly(1L, 3L);
  }

  @Test
  void whatAnEarlierSessionOfItsSenderSendsLateIsRefused() {
    Session bob = domain.login("bob");
    arrivals.onMessage("two", item(1, 1, 1).setSenderEpoch(8).build());
    arrivals.onMessage("one", item(2, 2, 2).setSenderEpoch(7).build());
    arrivals.onMessage("one", item(3, 3, 3).setSenderEpoch(7).setStoredOffset(1).build());
    arrivals.onMessage("one", item(4, 4, 4).build()); // of a back end
    arrivals.onMessage("two", item(5, 2, 1).setSenderEpoch(8).build());
    assertThat(posted).containsExactly("one 2 REFUSED 2");
    assertThat(ids(bob)).containsExactly(1L, 3L, 4L, 5L);
    arrivals.onMessage("two", item(6, 3, 3).setSenderEpoch(9).setStoredOffset(2).build());
    arrivals.onMessage("one", item(7, 5, 5).setSenderEpoch(8).build());
    assertThat(posted).containsExactly("one 2 REFUSED 2", "one 7 REFUSED 2");
  }

  @Test
  void whatIsPassedOnIsAnsweredToWhoSentIt() {
    Session bob = domain.login("bob");
    arrivals.onMessage("between", item(4, 4, 4).setOrigin("one").build());
    bob.acknowledge(1);
    assertThat(posted).containsExactly("one 4 ACKNOWLEDGED");
    arrive("one", 4, 4); // its sender, who does not know that it was passed on
    assertThat(posted).containsExactly("one 4 ACKNOWLEDGED", "one 4 ACKNOWLEDGED");
    assertThat(ids(bob)).containsExactly(4L);
  }

  @Test
  void aStoredMessageWaitsInTheQueueOfAReceiverWhoGoes() {
    Session bob = domain.login("bob");
    arrivals.onMessage("one", item(1, 1, 1).setStoredOffset(5).setStoredPrevious(0).build());
    assertThat(ids(bob)).containsExactly(1L);
    domain.sessions.end(bob, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(posted).containsExactly("one 1 REFUSED 4");
  }

  @Test
  void whatCameIsForgottenAfterThirtySeconds() {
    Session bob = domain.login("bob");
    arrive("one", 1, 1);
    bob.acknowledge(1);
    domain.clock.advance(Duration.ofSeconds(30));
    arrivals.tidy();
    arrive("one", 1, 1);
    assertThat(posted).hasSize(2);
    domain.clock.advance(Duration.ofSeconds(30).plusNanos(1));
    arrivals.tidy();
    arrive("one", 1, 1);
    assertThat(posted).hasSize(2);
    assertThat(ids(bob)).containsExactly(1L, 1L);
  }

  @Test
  void aCopyOfWhatItsSenderKnowsToBeAnsweredIsPassedOver() {
    Session bob = domain.login("bob");
    arrivals.onMessage("one", item(1, 1, 1).build());
    bob.acknowledge(1);
    arrivals.onMessage("one", item(2, 2, 2).build());
    arrivals.onMessage("one", item(1, 1, 1).build());
    assertThat(ids(bob)).containsExactly(1L, 2L);
    assertThat(posted).containsExactly("one 1 ACKNOWLEDGED");
  }
}
