package io.rtmkit.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.SendMessageOptions;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.FaultProxy;
import io.rtmkit.server.e2e.SdkUser;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Delivery receipts of channel messages. */
class ReceiptConformanceIT extends ConformanceCase {
  private static void send(SdkUser from, RtmChannel channel, String text) {
    SendMessageOptions options = new SendMessageOptions();
    options.enableDeliveryReceipts = true;
    Answer.<Void>of(cb -> channel.sendMessage(from.client().createMessage(text), options, cb))
        .orFail();
  }

  private static String last(SdkUser user) {
    return user.events("receipt").get(user.events("receipt").size() - 1);
  }

  @Test
  @Proves(Contract.DELIVERY_RECEIPTS)
  void theSenderIsToldWhoHasIt() {
    SdkUser alice = user("alice");
    RtmChannel room = alice.join("room");
    send(alice, room, "alone");
    alice.await("receipt alone [] 0 complete");
    SdkUser bob = user("bob");
    bob.join("room");
    send(alice, room, "hello");
    alice.await("receipt hello [bob] 0 complete");
    assertThat(SdkUser.await(alice.toChannel(room, "no receipts wanted"))).isZero();
    bob.await("channel alice: no receipts wanted");
    send(alice, room, "bye");
    alice.await("receipt bye [bob] 0 complete");
    assertThat(alice.events("receipt")).hasSize(3);
    assertThat(bob.events("receipt")).isEmpty();
  }

  @Test
  @Proves(Contract.DELIVERY_RECEIPTS)
  void whoIsAwayIsWaitedForAndWhoLeavesIsNot() {
    FaultProxy proxy = opened(new FaultProxy(server().port()));
    SdkUser alice = user("alice");
    RtmChannel room = alice.join("room");
    SdkUser bob = user("bob");
    bob.join("room");
    SdkUser carol = userAt(proxy.address(), "carol");
    carol.join("room");
    wire("dave").join("room"); // acknowledges nothing
    lose(carol, proxy);
    send(alice, room, "hello");
    alice.await("receipt hello [bob] 2");
    proxy.set(FaultProxy.Mode.PASS);
    alice.await("receipt hello [bob, carol] 1");
    pass(Duration.ofMillis(39_900));
    assertThat(alice.events("receipt")).hasSize(2);
    pass(Duration.ofMillis(100));
    alice.await(3, "receipt");
    assertThat(last(alice)).isEqualTo("receipt hello [bob, carol] 0 complete");
  }

  @Test
  @Proves(Contract.DELIVERY_RECEIPTS)
  void aSenderWhoWasAwayIsToldAfterIt() {
    FaultProxy proxy = opened(new FaultProxy(server().port()));
    SdkUser alice = userAt(proxy.address(), "alice");
    RtmChannel room = alice.join("room");
    FaultProxy other = opened(new FaultProxy(server().port()));
    SdkUser bob = userAt(other.address(), "bob");
    bob.join("room");
    lose(bob, other);
    send(alice, room, "hello");
    lose(alice, proxy);
    other.set(FaultProxy.Mode.PASS);
    bob.await("channel alice: hello");
    proxy.set(FaultProxy.Mode.PASS);
    alice.await("receipt hello [bob] 0 complete");
    assertThat(alice.events("receipt")).hasSize(1);
  }
}
