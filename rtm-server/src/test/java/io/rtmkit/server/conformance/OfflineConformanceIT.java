package io.rtmkit.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmChannel;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.FaultProxy;
import io.rtmkit.server.e2e.Keep;
import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.e2e.WireClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages for users who are away, with the embedded store. */
class OfflineConformanceIT extends ConformanceCase {
  private static final int CACHED = 4;

  @TempDir private Path directory;

  @BeforeEach
  void startWithStore() {
    startServerWithStore(directory, "rates.message", "10000/3s");
  }

  private static Answer<Void> keep(SdkUser from, String peerId, String text) {
    return Answer.await(Keep.send(from, peerId, text, Keep.offline()));
  }

  @Test
  @Proves({Contract.SEND_MESSAGE_TO_PEER, Contract.ON_PEER_MESSAGE_RECEIVED})
  void anAbsentUserGetsWhatWaitedAtTheNextLoginInOrder() {
    SdkUser alice = user("alice");
    keep(alice, "bob", "one").expectRefusal(CACHED, "bob", "not online");
    keep(alice, "bob", "two").expectRefusal(CACHED);
    SdkUser bob = user("bob");
    bob.await(2, "offline");
    assertThat(bob.events("peer")).containsExactly("peer alice: one", "peer alice: two");
    assertThat(bob.lastMessage().isOfflineMessage()).isTrue();
    assertThat(bob.lastMessage().getServerReceivedTs()).isEqualTo(clock.currentTimeMillis());
  }

  @Test
  @Proves({Contract.SEND_MESSAGE_TO_PEER, Contract.ON_PEER_MESSAGE_RECEIVED})
  void withTheOptionAPresentUserIsAnsweredAsWithout() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    // It is held back until his queue has been read: from then on he is present.
    assertThat(SdkUser.await(alice.toPeer("bob", "are you there?"))).isZero();
    keep(alice, "bob", "hello").orFail();
    bob.await("peer alice: hello");
    assertThat(bob.lastMessage().isOfflineMessage()).isFalse();
    // Whoever is answered may be ahead of the disk. This is stored behind the acknowledgement.
    keep(alice, "nobody", "x").expectRefusal(CACHED);
    bob.close();
    SdkUser again = user("bob");
    keep(alice, "bob", "more").orFail();
    again.await("peer alice: more");
    assertThat(again.events("peer")).as("acknowledged once, gone").hasSize(1);
  }

  @Test
  @Proves({Contract.SEND_MESSAGE_TO_PEER, Contract.ON_PEER_MESSAGE_RECEIVED})
  void whatWaitsIsKeptUntilTheClientHasAcknowledgedIt() {
    SdkUser alice = user("alice");
    keep(alice, "bob", "hello").expectRefusal(CACHED);
    try (WireClient deaf = wire("bob")) { // is given the message, and acknowledges nothing
      assertThat(deaf.push().getPeerMessage().getOffline()).isTrue();
    }
    SdkUser bob = user("bob");
    bob.await("offline alice: hello");
  }

  @Test
  @Proves(Contract.SEND_MESSAGE_TO_PEER)
  void aSilentReceiverIsNoTimeoutForAMessageThatIsKept() {
    SdkUser alice = user("alice");
    wire("bob");
    CompletableFuture<Answer<Void>> answer = Keep.send(alice, "bob", "there?", Keep.offline());
    // Stored messages take effect in order: this answer shows that the one before is on its way.
    keep(alice, "nobody", "x").expectRefusal(CACHED);
    pass(Duration.ofMillis(9_900));
    assertThat(answer).isNotDone();
    pass(Duration.ofMillis(100));
    Answer.await(answer).expectRefusal(CACHED, "bob", "acknowledged");
  }

  @Test
  @Proves({Contract.SEND_MESSAGE_TO_PEER, Contract.ON_PEER_MESSAGE_RECEIVED})
  void twoHundredWaitTheOldestGiveWayAndTheLossIsTold() {
    SdkUser alice = user("alice");
    SdkUser carol = user("carol");
    keep(carol, "bob", "from carol").expectRefusal(CACHED);
    List<CompletableFuture<Answer<Void>>> answers = new ArrayList<>();
    for (int i = 0; i < 205; i++) {
      answers.add(Keep.send(alice, "bob", "m" + i, Keep.offline()));
    }
    answers.forEach(answer -> Answer.await(answer).expectRefusal(CACHED));
    SdkUser bob = user("bob");
    bob.await("peer alice: m204");
    bob.await("lost 6");
    assertThat(bob.events("peer"))
        .as("nobody pushes out what others sent")
        .hasSize(200)
        .startsWith("peer carol: from carol", "peer alice: m6")
        .endsWith("peer alice: m204");
  }

  @Test
  @Proves({Contract.SEND_MESSAGE_TO_PEER, Contract.ON_PEER_MESSAGE_RECEIVED})
  void afterSevenDaysAMessageIsDroppedAndTheLossIsTold() {
    SdkUser alice = user("alice");
    keep(alice, "bob", "old").expectRefusal(CACHED);
    pass(Duration.ofSeconds(1));
    clock.advance(Duration.ofDays(7));
    SdkUser late = user("alice");
    keep(late, "bob", "new").expectRefusal(CACHED);
    SdkUser bob = user("bob");
    bob.await("offline alice: new");
    bob.await("lost 1");
    assertThat(bob.events("peer")).containsExactly("peer alice: new");
  }

  @Test
  @Proves({Contract.SEND_CHANNEL_MESSAGE, Contract.ON_CHANNEL_MESSAGE_RECEIVED})
  void aLostMemberGetsWhatItMissedAndOthersGetNothing() throws Exception {
    SdkUser alice = user("alice");
    RtmChannel room = alice.join("room");
    FaultProxy proxy = opened(new FaultProxy(server().port()));
    SdkUser bob = userAt(proxy.address(), "bob");
    bob.join("room");
    SdkUser carol = user("carol");
    RtmChannel left = carol.join("room");
    assertThat(SdkUser.code(left::leave)).isZero();
    lose(bob, proxy);
    pass(Duration.ofSeconds(31));
    alice.await("left bob");
    Answer.await(Keep.send(alice, room, "kept", Keep.offline())).orFail();
    assertThat(SdkUser.await(alice.toChannel(room, "not kept"))).isZero();
    pass(Duration.ofMinutes(3)); // longer than the channel itself remembers
    proxy.set(FaultProxy.Mode.PASS);
    bob.await("offline alice: kept");
    carol.join("room");
    user("dave").join("room");
    Answer.await(Keep.send(alice, room, "live", Keep.offline())).orFail();
    carol.await("channel alice: live");
    bob.await("channel alice: live");
    assertThat(bob.events("channel")).containsExactly("channel alice: kept", "channel alice: live");
    assertThat(carol.events("channel")).containsExactly("channel alice: live");
    assertThat(bob.events("offline")).hasSize(1);
  }

  @Test
  @Proves({Contract.SEND_CHANNEL_MESSAGE, Contract.ON_CHANNEL_MESSAGE_RECEIVED})
  void aLostMemberGetsItAlsoInANewProcess() throws Exception {
    SdkUser alice = user("alice");
    RtmChannel room = alice.join("room");
    FaultProxy proxy = opened(new FaultProxy(server().port()));
    SdkUser bob = userAt(proxy.address(), "bob");
    bob.join("room");
    lose(bob, proxy);
    pass(Duration.ofSeconds(31));
    alice.await("left bob");
    Answer.await(Keep.send(alice, room, "kept", Keep.offline())).orFail();
    SdkUser anew = user("bob");
    anew.join("room");
    anew.await("offline alice: kept");
    RtmChannel again = anew.client().createChannel("room", anew);
    assertThat(SdkUser.code(again::leave)).isZero();
    clock.advance(Duration.ofSeconds(6));
    assertThat(SdkUser.code(again::join)).isZero();
    Answer.await(Keep.send(alice, room, "live", Keep.offline())).orFail();
    anew.await("channel alice: live");
    assertThat(anew.events("channel")).hasSize(2);
  }

  @Test
  @Proves(Contract.SEND_CHANNEL_MESSAGE)
  void whoIsNoMemberKeepsNothingThere() {
    SdkUser alice = user("alice");
    RtmChannel room = alice.client().createChannel("room", alice);
    Answer.await(Keep.send(alice, room, "x", Keep.both())).expectRefusal(5);
  }
}
