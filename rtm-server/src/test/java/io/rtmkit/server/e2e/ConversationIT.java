package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmChannelMemberCount;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users of the SDK talk to each other through a real server, over TCP and WebSocket. */
class ConversationIT {
  private TestServer server;
  private SdkUser alice;
  private SdkUser bob;
  private SdkUser web;

  @BeforeEach
  void start() {
    server = TestServer.start();
    alice = SdkUser.login("alice", server.address());
    bob = SdkUser.login("bob", server.address());
    web = SdkUser.login("web", "ws://127.0.0.1:" + server.port() + "/rtm");
  }

  @AfterEach
  void stop() {
    alice.close();
    bob.close();
    web.close();
    server.close();
  }

  @Test
  void loginTellsStatesInOrder() {
    assertThat(alice.events("state")).containsExactly("state 2/1", "state 3/2");
  }

  @Test
  void peerMessagesReachTheirReceiverInOrder() {
    for (int i = 0; i < 50; i++) {
      alice.toPeer("bob", "to bob " + i);
      alice.toPeer("web", "to web " + i);
    }
    assertThat(SdkUser.await(web.toPeer("alice", "back"))).isZero();
    bob.await(50, "peer");
    web.await(50, "peer");
    for (int i = 0; i < 50; i++) {
      assertThat(bob.events("peer").get(i)).isEqualTo("peer alice: to bob " + i);
      assertThat(web.events("peer").get(i)).isEqualTo("peer alice: to web " + i);
    }
    alice.await("peer web: back");
    assertThat(alice.events("peer")).containsExactly("peer web: back");
  }

  @Test
  void nobodyThereIsPeerUnreachable() {
    assertThat(SdkUser.await(alice.toPeer("nobody", "hello?"))).isEqualTo(3);
  }

  @Test
  void aChannelCarriesMessagesJoinsLeavesAndCounts() {
    RtmChannel room = alice.join("room");
    bob.join("room");
    RtmChannel webRoom = web.join("room");
    assertThat(SdkUser.await(alice.toChannel(room, "hello all"))).isZero();
    bob.await("channel alice: hello all");
    web.await("channel alice: hello all");
    assertThat(members(room)).containsExactlyInAnyOrder("alice", "bob", "web");
    assertThat(count(alice, "room")).isEqualTo(3);
    assertThat(SdkUser.code(webRoom::leave)).isZero();
    alice.await("left web");
    alice.await("count 2");
    assertThat(alice.events("joined")).containsExactly("joined bob", "joined web");
    assertThat(alice.events("channel")).isEmpty();
    assertThat(bob.events("joined")).containsExactly("joined web");
  }

  private static List<String> members(RtmChannel channel) {
    List<RtmChannelMember> members =
        Answer.<List<RtmChannelMember>>of(channel::getMembers).orFail();
    return members.stream().map(RtmChannelMember::getUserId).toList();
  }

  private static int count(SdkUser user, String channelId) {
    List<RtmChannelMemberCount> counts =
        Answer.<List<RtmChannelMemberCount>>of(
                callback -> user.client().getChannelMemberCount(List.of(channelId), callback))
            .orFail();
    return counts.get(0).getMemberCount();
  }

  @Test
  void logoutIsSeenAtOnce() {
    alice.join("room");
    bob.join("room");
    assertThat(SdkUser.code(bob.client()::logout)).isZero();
    alice.await("left bob");
    assertThat(SdkUser.await(alice.toPeer("bob", "gone?"))).isEqualTo(3);
    assertThat(bob.events("state")).endsWith("state 1/6");
    assertThat(bob.login()).isZero();
    assertThat(SdkUser.await(alice.toPeer("bob", "back?"))).isZero();
  }

  @Test
  void aSecondLoginAbortsTheFirst() {
    alice.join("room");
    RtmChannel bobsRoom = bob.join("room");
    long start = System.nanoTime();
    try (SdkUser bobElsewhere = SdkUser.login("bob", server.address())) {
      bob.await("state 5/8");
      assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(10_000);
      alice.await("left bob");
      assertThat(SdkUser.await(bob.toPeer("alice", "ghost"))).isEqualTo(102);
      assertThat(SdkUser.await(bob.toChannel(bobsRoom, "ghost"))).isNotZero();
      assertThat(bob.login()).isEqualTo(8);
      assertThat(SdkUser.await(bobElsewhere.toPeer("alice", "it is me"))).isZero();
      alice.await("peer bob: it is me");
      assertThat(alice.events("peer")).containsExactly("peer bob: it is me");
    }
  }
}
