package io.rtmkit.server.core.channel;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static io.rtmkit.server.core.TestDomain.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.ChannelAck;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.DeliveryReceiptPush;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Delivery receipts: who is waited for, for how long, and what the sender is told when. */
class DeliveryReceiptsTest {
  private TestDomain domain = new TestDomain();
  private Session alice = domain.login("alice");
  private Session bob = domain.login("bob");
  private Session carol = domain.login("carol");
  private long epoch;

  private void startWith(String setting, String value) {
    domain = new TestDomain(Map.of(setting, value));
    alice = domain.login("alice");
    bob = domain.login("bob");
  }

  private void join(Session... sessions) {
    for (Session session : sessions) {
      session.enterChannel("room");
      epoch = domain.join(session, "room", null).epoch();
    }
  }

  private Published publish(Session session, long id) {
    PublishRequest.Builder request = TestDomain.toChannel(id, "room", "m").toBuilder();
    PublishRequest wanting = request.setDeliveryReceipts(true).build();
    return domain.channels.publish(session, TestDomain.order(wanting));
  }

  private boolean ack(Session session, long offset) {
    return domain.channels.acknowledge(
        session, ChannelAck.newBuilder().setChannelId("room").setOffset(offset).build());
  }

  /** Each push as "message users waiting complete". */
  private List<String> receipts(FakeLink link) {
    domain.channels.tick();
    return link.pushes().stream()
        .filter(Push::hasDeliveryReceipt)
        .map(Push::getDeliveryReceipt)
        .map(DeliveryReceiptsTest::describe)
        .toList();
  }

  private List<String> receipts() {
    return receipts(linkOf(alice));
  }

  private static String describe(DeliveryReceiptPush push) {
    assertThat(push.getChannelId()).isEqualTo("room");
    return push.getMessageId()
        + " "
        + push.getUserIdsList()
        + " "
        + push.getWaiting()
        + (push.getComplete() ? " complete" : "");
  }

  private void nothingIsLeft() {
    domain.clock.advance(Duration.ofSeconds(1)); // a member count may have been owed
    domain.channels.tick();
    assertThat(domain.channels.waiting()).isZero();
  }

  private static boolean asksForAck(FakeLink link) {
    return link.publications().stream().anyMatch(p -> p.getMessage().getAcknowledge());
  }

  @Test
  void isCompleteWhenAllOthersHaveIt() {
    join(alice, bob, carol);
    assertThat(publish(alice, 7)).isEqualTo(new Published(4, 2));
    assertThat(asksForAck(linkOf(bob))).isTrue();
    assertThat(receipts()).isEmpty();
    assertThat(ack(bob, 4)).isTrue();
    assertThat(receipts()).containsExactly("7 [bob] 1");
    assertThat(ack(carol, 4)).isTrue();
    assertThat(receipts()).containsExactly("7 [bob] 1", "7 [carol] 0 complete");
    nothingIsLeft();
    Push last = linkOf(alice).pushes().stream().filter(Push::hasDeliveryReceipt).toList().get(1);
    assertThat(last.getInboxOffset()).isEqualTo(2);
    assertThat(receipts(linkOf(bob))).isEmpty();
  }

  @Test
  void onePushTellsAllThatCameBetweenTwoTicks() {
    join(alice, bob, carol);
    publish(alice, 1);
    publish(alice, 2);
    ack(bob, 5);
    ack(carol, 5);
    assertThat(receipts())
        .containsExactly("1 [bob, carol] 0 complete", "2 [bob, carol] 0 complete");
  }

  @Test
  void anAckGoesForEverythingUpToItAndCountsOnce() {
    join(alice, bob);
    publish(alice, 1); // 3
    publish(alice, 2); // 4
    publish(alice, 3); // 5
    assertThat(ack(bob, 2)).isFalse();
    assertThat(ack(bob, 99)).isFalse();
    assertThat(ack(bob, -1)).isFalse();
    assertThat(ack(bob, 4)).isTrue();
    assertThat(ack(bob, 4)).isFalse();
    assertThat(ack(bob, 3)).isFalse();
    assertThat(receipts()).containsExactly("1 [bob] 0 complete", "2 [bob] 0 complete");
    assertThat(ack(bob, 5)).isTrue();
    assertThat(receipts()).endsWith("3 [bob] 0 complete");
  }

  @Test
  void acksOfStrangersAndOfTheSenderSayNothing() {
    join(alice, bob);
    publish(alice, 1);
    assertThat(ack(carol, 3)).isFalse();
    assertThat(ack(alice, 3)).isFalse();
    join(carol); // came later: is not waited for
    assertThat(ack(carol, 3)).isFalse();
    assertThat(receipts()).isEmpty();
    ack(bob, 3);
    assertThat(receipts()).containsExactly("1 [bob] 0 complete");
  }

  @Test
  void sendersWaitForEachOther() {
    join(alice, bob);
    publish(alice, 1); // 3
    publish(bob, 2); // 4
    ack(alice, 4);
    ack(bob, 4);
    assertThat(receipts()).containsExactly("1 [bob] 0 complete");
    assertThat(receipts(linkOf(bob))).containsExactly("2 [alice] 0 complete");
  }

  @Test
  void whoLeavesIsNotWaitedForAnyMore() {
    join(alice, bob, carol);
    publish(alice, 1);
    ack(bob, 4);
    domain.channels.leave(bob, "room"); // has it, and goes
    assertThat(receipts()).containsExactly("1 [bob] 1");
    domain.sessions.end(carol, CloseCode.CLOSE_CODE_HEARTBEAT_TIMEOUT, "");
    assertThat(receipts()).containsExactly("1 [bob] 1", "1 [] 0 complete");
    nothingIsLeft();
  }

  @Test
  void whoIsLostAcknowledgesByComingBack() {
    join(alice, bob, carol);
    publish(alice, 1); // 4
    publish(alice, 2); // 5
    domain.sessions.detach(bob, linkOf(bob));
    assertThat(receipts()).isEmpty();
    resume(bob, epoch, 4);
    assertThat(receipts()).containsExactly("1 [bob] 1");
    assertThat(asksForAck(linkOf(bob))).isTrue();
    ack(bob, 5);
    assertThat(receipts()).containsExactly("1 [bob] 1", "2 [bob] 1");
  }

  @Test
  void whatIsLostInAGapIsNotWaitedForAndNotTakenForDelivered() {
    startWith("channel.history-events", "1");
    join(alice, bob);
    publish(alice, 1); // 3: has it
    publish(alice, 2); // 4: lost
    publish(alice, 3); // 5: replayed
    resume(bob, epoch, 3);
    assertThat(receipts()).containsExactly("1 [bob] 0 complete", "2 [] 0 complete");
    assertThat(ack(bob, 5)).isTrue();
    assertThat(receipts()).endsWith("3 [bob] 0 complete").hasSize(3);
  }

  @Test
  void aPositionOfAnotherLifeOfTheChannelAcknowledgesNothing() {
    join(alice, bob);
    publish(alice, 1);
    resume(bob, epoch + 1, 3);
    assertThat(receipts()).isEmpty();
  }

  private void resume(Session session, long epochSeen, long offset) {
    FakeLink link = domain.link();
    domain.sessions.resume(session, link, 0);
    domain.channels.resume(session, link, position("room", epochSeen, offset), 1 << 20);
  }

  @Test
  void isCompleteAfterFortySecondsAtTheLatest() {
    join(alice, bob, carol);
    publish(alice, 1);
    ack(bob, 4);
    assertThat(receipts()).containsExactly("1 [bob] 1");
    domain.clock.advance(Duration.ofSeconds(40).minusMillis(1));
    assertThat(receipts()).hasSize(1);
    domain.clock.advance(Duration.ofMillis(1));
    assertThat(receipts()).containsExactly("1 [bob] 1", "1 [] 0 complete");
    assertThat(ack(carol, 4)).isFalse();
    assertThat(receipts()).hasSize(2);
    nothingIsLeft();
  }

  @Test
  void aSenderThatIsGoneIsForgotten() {
    join(alice, bob);
    publish(alice, 1);
    domain.sessions.end(alice, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    ack(bob, 3);
    nothingIsLeft();
  }

  @Test
  void aSenderThatLeftTheChannelIsToldAllTheSame() {
    join(alice, bob);
    publish(alice, 1);
    domain.channels.leave(alice, "room");
    ack(bob, 3);
    assertThat(receipts()).containsExactly("1 [bob] 0 complete");
  }

  @Test
  void aSenderThatIsAwayIsToldTheRestAtOnce() {
    join(alice, bob, carol);
    publish(alice, 1);
    domain.sessions.detach(alice, linkOf(alice));
    ack(bob, 4);
    domain.channels.tick();
    ack(carol, 4);
    domain.channels.tick();
    FakeLink back = domain.link();
    domain.sessions.resume(alice, back, 0);
    assertThat(receipts(back)).containsExactly("1 [bob, carol] 0 complete");
  }

  @Test
  void aSenderWithAFullInboxIsToldWhenThereIsRoom() {
    startWith("session.inbox-messages", "1");
    join(alice, bob);
    publish(alice, 1);
    publish(alice, 2);
    ack(bob, 4);
    assertThat(receipts()).containsExactly("1 [bob] 0 complete");
    alice.acknowledge(1);
    assertThat(receipts()).endsWith("2 [bob] 0 complete");
  }

  @Test
  void nobodyIsAskedInAnEmptyOrALargeChannel() {
    startWith("limits.members-listed", "2");
    join(alice);
    assertThat(publish(alice, 1)).isEqualTo(new Published(2, 0));
    join(bob);
    assertThat(publish(alice, 2)).isEqualTo(new Published(4, 1));
    Session third = domain.login("third");
    join(third);
    assertThat(publish(alice, 3).receiptsExpected()).isZero();
    assertThat(asksForAck(linkOf(third))).isFalse();
    assertThat(publish(domain.login("stranger"), 4)).isEqualTo(new Published(-1, 0));
  }

  @Test
  void whoDoesNotAskIsToldNothing() {
    join(alice, bob);
    domain.channels.publish(alice, TestDomain.order(TestDomain.toChannel(1, "room", "m")));
    assertThat(asksForAck(linkOf(bob))).isFalse();
    assertThat(ack(bob, 3)).isFalse();
    assertThat(receipts()).isEmpty();
    nothingIsLeft();
  }

  @Test
  void whatIsOpenIsBoundedAndTheOldestIsCompleteBeforeItsTime() {
    join(alice, bob);
    LongStream.rangeClosed(1, DeliveryReceipts.MAX_OPEN).forEach(i -> publish(alice, i));
    publish(alice, 1_000);
    assertThat(receipts()).containsExactly("1 [] 0 complete");
    ack(bob, DeliveryReceipts.MAX_OPEN + 3);
    assertThat(receipts()).hasSize(DeliveryReceipts.MAX_OPEN + 1).endsWith("1000 [bob] 0 complete");
  }
}
