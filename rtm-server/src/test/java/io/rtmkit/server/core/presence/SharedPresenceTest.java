package io.rtmkit.server.core.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.PeerPresence;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.session.OnlineState;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Watching users of other servers: what is newer counts, and each change is told once. */
class SharedPresenceTest {
  private static final UserKey BOB = new UserKey(TestDomain.APP, "bob");
  private static final UserKey CAROL = new UserKey(TestDomain.APP, "carol");

  private final TestDomain domain = new TestDomain();
  private final FakeLink link = domain.link();
  private final Session alice = domain.login("alice", link);
  private final SharedPresence presence = new SharedPresence(3);
  private final List<UserKey> unwatched = new ArrayList<>();

  private static String describe(PeerPresence peer) {
    String state = peer.getState().name().replace("PEER_ONLINE_STATE_", "");
    return peer.getUserId() + " " + state + " " + peer.getVersion();
  }

  /** Each push that a connection was sent. */
  private static List<List<String>> told(FakeLink link) {
    return link.pushes().stream()
        .filter(Push::hasPresence)
        .map(push -> describe(push.getPresence().getPeersList()))
        .toList();
  }

  private static List<String> describe(List<PeerPresence> peers) {
    return peers.stream().map(SharedPresenceTest::describe).toList();
  }

  private List<UserKey> watch(Session watcher, String... userIds) {
    return Objects.requireNonNull(presence.watch(watcher, List.of(userIds)));
  }

  @Test
  void theFirstStateIsForTheAnswerAndEachChangeIsTold() {
    assertThat(watch(alice, "bob", "carol")).containsExactly(BOB, CAROL);
    presence.learn(BOB, OnlineState.ONLINE, 5);
    assertThat(told(link)).isEmpty();
    assertThat(describe(presence.present(alice, List.of("carol", "bob", "dave"))))
        .containsExactly("carol OFFLINE 0", "bob ONLINE 5", "dave OFFLINE 0");
    presence.learn(BOB, OnlineState.UNREACHABLE, 6);
    presence.learn(BOB, OnlineState.OFFLINE, 9);
    assertThat(told(link)).containsExactly(List.of("bob UNREACHABLE 6"), List.of("bob OFFLINE 9"));
  }

  @Test
  void whatIsOlderOrKnownChangesNothing() {
    watch(alice, "bob");
    presence.learn(BOB, OnlineState.ONLINE, 5);
    presence.learn(BOB, OnlineState.OFFLINE, 4);
    presence.learn(BOB, OnlineState.OFFLINE, 5);
    presence.learn(BOB, OnlineState.ONLINE, 7); // a version of the same state
    assertThat(told(link)).isEmpty();
    presence.learn(BOB, OnlineState.OFFLINE, 6); // came too late
    assertThat(told(link)).isEmpty();
    assertThat(describe(presence.present(alice, List.of("bob")))).containsExactly("bob ONLINE 7");
  }

  @Test
  void aFirstStateMayHaveVersionZero() {
    watch(alice, "bob");
    presence.learn(BOB, OnlineState.OFFLINE, 0);
    presence.learn(BOB, OnlineState.ONLINE, 1);
    assertThat(told(link)).containsExactly(List.of("bob ONLINE 1"));
  }

  @Test
  void allWhoWatchAreToldAndNobodyElse() {
    FakeLink carols = domain.link();
    Session carol = domain.login("carol", carols);
    FakeLink others = domain.link();
    Session other = domain.login(new UserKey("another app", "erin"), null, others);
    watch(alice, "bob");
    watch(carol, "bob");
    watch(other, "bob"); // of its own app
    presence.learn(BOB, OnlineState.ONLINE, 1);
    presence.learn(BOB, OnlineState.OFFLINE, 2);
    assertThat(told(link)).hasSize(1);
    assertThat(told(carols)).hasSize(1);
    assertThat(told(others)).isEmpty();
    presence.learn(new UserKey(TestDomain.APP, "nobody's"), OnlineState.ONLINE, 1);
    assertThat(presence.users()).hasSize(2);
  }

  @Test
  void isOnTheWatchListOnceAndTheListIsBounded() {
    watch(alice, "bob", "carol");
    assertThat(watch(alice, "carol", "dave", "dave"))
        .containsExactly(new UserKey(TestDomain.APP, "dave"));
    assertThat(presence.watch(alice, List.of("bob", "erin"))).isNull();
    assertThat(presence.watchedBy(alice)).containsExactly("bob", "carol", "dave");
    assertThat(presence.isWatched(new UserKey(TestDomain.APP, "erin"))).isFalse();
  }

  @Test
  void theLastWhoStopsWatchingIsNoticed() {
    Session carol = domain.login("carol");
    watch(alice, "bob", "dave");
    watch(carol, "bob");
    presence.unwatch(alice, List.of("bob", "bob", "stranger"), unwatched::add);
    assertThat(unwatched).isEmpty();
    presence.learn(BOB, OnlineState.ONLINE, 1);
    presence.learn(BOB, OnlineState.OFFLINE, 2);
    assertThat(told(link)).isEmpty();
    presence.unwatch(carol, List.of("bob"), unwatched::add);
    assertThat(unwatched).containsExactly(BOB);
    assertThat(presence.isWatched(BOB)).isFalse();
    presence.forget(alice, unwatched::add);
    assertThat(unwatched).containsExactly(BOB, new UserKey(TestDomain.APP, "dave"));
    assertThat(presence.users()).isEmpty();
    presence.forget(alice, unwatched::add);
    assertThat(unwatched).hasSize(2);
    assertThat(presence.watchedBy(alice)).isEmpty();
  }

  @Test
  void whoIsWatchedAnewIsNotKnownFromBefore() {
    watch(alice, "bob");
    presence.learn(BOB, OnlineState.ONLINE, 5);
    presence.unwatch(alice, List.of("bob"), unwatched::add);
    assertThat(watch(alice, "bob")).containsExactly(BOB);
    assertThat(describe(presence.present(alice, List.of("bob")))).containsExactly("bob OFFLINE 0");
    presence.learn(BOB, OnlineState.OFFLINE, 3); // nothing to compare it with
    assertThat(told(link)).isEmpty();
  }

  @Test
  void aSessionThatComesHereIsToldOfAllInOnePush() {
    presence.tellAll(alice);
    assertThat(told(link)).isEmpty();
    watch(alice, "carol", "bob");
    presence.learn(BOB, OnlineState.ONLINE, 5);
    presence.tellAll(alice);
    assertThat(told(link)).containsExactly(List.of("carol OFFLINE 0", "bob ONLINE 5"));
  }

  @Test
  void whoseServerIsGoneIsUnreachableUntilMoreIsKnown() {
    watch(alice, "bob");
    presence.learn(BOB, OnlineState.ONLINE, 500);
    presence.takeForLost(BOB, 500);
    presence.takeForLost(BOB, 500);
    presence.takeForLost(BOB, 499); // read before
    assertThat(told(link)).containsExactly(List.of("bob UNREACHABLE 501"));
    presence.learn(BOB, OnlineState.ONLINE, 500); // the server is back
    assertThat(told(link)).hasSize(2).last().isEqualTo(List.of("bob ONLINE 502"));
    presence.learn(BOB, OnlineState.ONLINE, 500);
    presence.takeForLost(BOB, 500);
    presence.learn(BOB, OnlineState.OFFLINE, 600);
    assertThat(told(link)).hasSize(4).last().isEqualTo(List.of("bob OFFLINE 600"));
    presence.takeForLost(BOB, 500);
    assertThat(told(link)).hasSize(4);
  }

  @Test
  void whoIsFirstSeenAtAServerThatIsGoneIsUnreachable() {
    watch(alice, "bob");
    presence.takeForLost(BOB, 500);
    assertThat(describe(presence.present(alice, List.of("bob"))))
        .containsExactly("bob UNREACHABLE 501");
    assertThat(told(link)).isEmpty();
  }
}
