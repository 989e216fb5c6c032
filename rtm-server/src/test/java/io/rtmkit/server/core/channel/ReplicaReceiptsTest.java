package io.rtmkit.server.core.channel;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static io.rtmkit.server.core.channel.SharedRoom.EPOCH;
import static io.rtmkit.server.core.channel.SharedRoom.messages;
import static io.rtmkit.server.core.channel.SharedRoom.since;
import static io.rtmkit.server.core.channel.SharedRoom.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.session.Delivery;
import io.rtmkit.server.core.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Delivery receipts where the sender or the members are at other servers. */
class ReplicaReceiptsTest {
  private final SharedRoom room = new SharedRoom(Map.of());
  private final ChannelReplica replica = room.replica;
  private final Session alice = seated("alice");
  private final Session bob = seated("bob");
  private final FarSender sender = new FarSender("far");

  private Session seated(String userId) {
    room.learn(0);
    return room.seated(userId, 0);
  }

  /** The server of a sender that is elsewhere. */
  private static final class FarSender implements ReceiptSink {
    private final String userId;
    private final List<String> told = new ArrayList<>();
    private Delivery answer = Delivery.ACCEPTED;

    FarSender(String userId) {
      this.userId = userId;
    }

    @Override
    public String userId() {
      return userId;
    }

    @Override
    public boolean isConnected() {
      return true;
    }

    @Override
    public void expected(int members) {
      told.add("expects " + members);
    }

    @Override
    public Delivery tell(long offset, Receipts receipts, long now) {
      told.add(offset + " " + receipts.userIds() + " " + receipts.waiting() + complete(receipts));
      return answer;
    }

    private static String complete(Receipts receipts) {
      return receipts.complete() ? " complete" : "";
    }
  }

  /** A message of a sender that is elsewhere has arrived. */
  private void arriveFrom(ReceiptSink from, long offset) {
    room.arrive(SharedRoom.message(offset, from.userId()));
    replica.expectFor(from, offset, 100 + offset, room.now());
    room.replicas.noteWaiting(replica);
  }

  /** What the sender's server was told of it. */
  private List<String> told() {
    room.replicas.tick();
    return sender.told;
  }

  /** What a sender that is here was told, as "message users waiting complete". */
  private List<String> toldAlice() {
    room.replicas.noteWaiting(replica);
    room.replicas.tick();
    return linkOf(alice).pushes().stream()
        .filter(Push::hasDeliveryReceipt)
        .map(Push::getDeliveryReceipt)
        .map(
            receipt ->
                receipt.getMessageId()
                    + " "
                    + receipt.getUserIdsList()
                    + " "
                    + receipt.getWaiting()
                    + (receipt.getComplete() ? " complete" : ""))
        .toList();
  }

  private void nothingIsLeft() {
    room.domain.clock.advance(Duration.ofSeconds(1)); // a member count may have been owed
    room.replicas.tick();
    assertThat(replica.waits()).isFalse();
  }

  @Test
  void theMembersOfAllServersMakeItComplete() {
    room.arrive(SharedRoom.message(1, "alice"));
    replica.expect(alice, 1, 101, 4, room.now());
    assertThat(replica.acknowledge(bob, 1)).isTrue();
    assertThat(toldAlice()).containsExactly("101 [bob] 3");
    replica.onReceipts(1, List.of("carol", "dave"), 0);
    assertThat(toldAlice()).endsWith("101 [carol, dave] 1");
    replica.onReceipts(2, List.of("erin"), 1); // of another message
    assertThat(toldAlice()).hasSize(2);
    replica.onReceipts(1, List.of(), 1); // erin never gets it
    assertThat(toldAlice()).hasSize(3).endsWith("101 [] 0 complete");
    replica.onReceipts(1, List.of("late"), 0);
    assertThat(toldAlice()).hasSize(3);
    nothingIsLeft();
  }

  @Test
  void whatOtherServersDoNotTellIsOverAfterFortySeconds() {
    room.arrive(SharedRoom.message(1, "alice"));
    replica.expect(alice, 1, 101, 2, room.now());
    replica.onReceipts(1, List.of("carol"), 0);
    assertThat(toldAlice()).containsExactly("101 [carol] 1");
    room.domain.clock.advance(Duration.ofSeconds(40).minusNanos(1));
    assertThat(toldAlice()).hasSize(1);
    room.domain.clock.advance(Duration.ofNanos(1));
    assertThat(toldAlice()).endsWith("101 [] 0 complete");
  }

  @Test
  void theSenderElsewhereIsToldOfTheMembersHere() {
    arriveFrom(sender, 1);
    assertThat(told()).containsExactly("expects 2");
    assertThat(replica.acknowledge(alice, 1)).isTrue();
    assertThat(replica.acknowledge(alice, 1)).isFalse();
    assertThat(told()).endsWith("1 [alice] 1");
    replica.acknowledge(bob, 1);
    assertThat(told()).hasSize(3).endsWith("1 [bob] 0 complete");
    nothingIsLeft();
  }

  @Test
  void theSendersOwnPlaceHereIsNotWaitedFor() {
    FarSender bobsName = new FarSender("bob"); // a back end that sends in the name of bob, say
    arriveFrom(bobsName, 1);
    assertThat(bobsName.told).containsExactly("expects 1");
    assertThat(replica.acknowledge(bob, 1)).isFalse();
    replica.acknowledge(alice, 1);
    room.replicas.tick();
    assertThat(bobsName.told).endsWith("1 [alice] 0 complete");
  }

  @Test
  void anAcknowledgementOfWhatHasNotArrivedSaysNothing() {
    arriveFrom(sender, 1);
    assertThat(replica.acknowledge(alice, 2)).isFalse();
    assertThat(told()).containsExactly("expects 2");
    assertThat(replica.acknowledge(alice, 1)).isTrue();
  }

  @Test
  void whoLeavesOrGivesItsPlaceToANewerSessionIsNotWaitedFor() {
    arriveFrom(sender, 1);
    replica.leave(alice);
    room.enter(room.domain.login("bob"), 1); // has the message, or never gets it
    assertThat(told()).containsExactly("expects 2", "1 [] 0 complete");
  }

  @Test
  void whoCameLaterIsNotWaitedFor() {
    arriveFrom(sender, 1);
    Session carol = room.seated("carol", 1);
    assertThat(replica.acknowledge(carol, 1)).isFalse();
    assertThat(told()).containsExactly("expects 2");
  }

  @Test
  void whoIsNeverHeardOfIsWaitedForFortySeconds() {
    arriveFrom(sender, 1);
    replica.acknowledge(alice, 1);
    room.domain.clock.advance(Duration.ofSeconds(40));
    assertThat(told()).containsExactly("expects 2", "1 [alice] 0 complete");
    assertThat(replica.acknowledge(bob, 1)).isFalse();
    assertThat(told()).hasSize(2);
  }

  @Test
  void whoComesBackAcknowledgesWhatItHasAndWhatItLostIsNotWaitedFor() {
    arriveFrom(sender, 1);
    arriveFrom(sender, 2);
    arriveFrom(sender, 3);
    replica.acknowledge(alice, 3);
    FakeLink back = room.domain.link();
    LogSlice rest = slice(3, messages(3, 3));
    replica.enter(bob, new CatchUp(room.facts(3), since(EPOCH, 1), rest, List.of()));
    room.domain.sessions.resume(bob, back, 0);
    assertThat(replica.comeBack(bob, back, 1 << 20)).isNotNull();
    assertThat(told()).endsWith("1 [alice, bob] 0 complete", "2 [alice] 0 complete", "3 [alice] 1");
    replica.acknowledge(bob, 3);
    assertThat(told()).endsWith("3 [bob] 0 complete");
  }

  @Test
  void aServerThatDoesNotTakeItNowIsToldAgainAndOneThatIsGoneIsNot() {
    arriveFrom(sender, 1);
    sender.answer = Delivery.INBOX_FULL;
    replica.acknowledge(alice, 1);
    assertThat(told()).endsWith("1 [alice] 1");
    sender.answer = Delivery.ACCEPTED;
    assertThat(told()).hasSize(3).endsWith("1 [alice] 1");
    assertThat(told()).hasSize(3);
    sender.answer = Delivery.ENDED;
    replica.acknowledge(bob, 1);
    assertThat(told()).hasSize(4).endsWith("1 [bob] 0 complete");
    assertThat(told()).hasSize(4);
    nothingIsLeft();
  }
}
