package io.rtmkit.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmChannel;
import io.rtmkit.server.e2e.FaultProxy;
import io.rtmkit.server.e2e.SdkUser;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages and membership over a lost connection, inside and beyond the 30 seconds. */
class ReconnectConformanceIT extends ConformanceCase {
  private static final int MISSED = 50;

  private FaultProxy proxy;
  private SdkUser alice;
  private SdkUser bob;
  private RtmChannel room;

  @BeforeEach
  void joinAndLoseBob() {
    proxy = opened(new FaultProxy(server().port()));
    alice = user("alice");
    bob = userAt(proxy.address(), "bob");
    room = alice.join("room");
    bob.join("room");
    alice.await("joined bob");
    lose(bob, proxy);
  }

  private static List<String> texts(String prefix) {
    return IntStream.range(0, MISSED).mapToObj(i -> prefix + "m" + i).toList();
  }

  @Test
  @Proves({
    Contract.ON_PEER_MESSAGE_RECEIVED,
    Contract.ON_CHANNEL_MESSAGE_RECEIVED,
    Contract.ON_CONNECTION_STATE_CHANGED
  })
  void whoIsBackInTimeGetsEverythingOnceAndWasNeverAway() {
    for (int i = 0; i < MISSED; i++) {
      alice.toPeer("bob", "m" + i);
      assertThat(SdkUser.await(alice.toChannel(room, "m" + i))).isZero();
    }
    pass(Duration.ofSeconds(20));
    proxy.set(FaultProxy.Mode.PASS);
    bob.await(MISSED, "peer");
    bob.await(MISSED, "channel");
    assertThat(bob.events("peer")).isEqualTo(texts("peer alice: "));
    assertThat(bob.events("channel")).isEqualTo(texts("channel alice: "));
    assertThat(bob.events("state")).endsWith("state 4/5", "state 3/2");
    assertThat(alice.events("left")).isEmpty();
    assertThat(alice.events("joined")).hasSize(1);
  }

  @Test
  @Proves({
    Contract.ON_MEMBER_LEFT,
    Contract.ON_MEMBER_JOINED,
    Contract.ON_CHANNEL_MESSAGE_RECEIVED,
    Contract.ON_CONNECTION_STATE_CHANGED
  })
  void whoComesBackLaterIsInItsChannelsAgainAndGetsWhatTheyStillHave() {
    pass(Duration.ofSeconds(40));
    alice.await("left bob");
    assertThat(SdkUser.await(alice.toPeer("bob", "gone?"))).isEqualTo(3);
    for (int i = 0; i < MISSED; i++) {
      assertThat(SdkUser.await(alice.toChannel(room, "m" + i))).isZero();
    }
    proxy.set(FaultProxy.Mode.PASS);
    alice.await(2, "joined");
    bob.await(MISSED, "channel");
    assertThat(bob.events("channel")).isEqualTo(texts("channel alice: "));
    assertThat(SdkUser.await(alice.toChannel(room, "live"))).isZero();
    bob.await("channel alice: live");
    assertThat(bob.events("state")).endsWith("state 4/5", "state 3/2");
  }
}
