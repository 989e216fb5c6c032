package io.rtmkit.server.core.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.PeerPresence;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Watching users: first states, each change once, what was missed, limits, memory. */
class PresenceTest {
  private final TestDomain domain = new TestDomain();
  private final FakeLink link = domain.link();
  private final Session alice = domain.login("alice", link);

  private static String describe(PeerPresence peer) {
    String state = peer.getState().name().replace("PEER_ONLINE_STATE_", "");
    return peer.getUserId() + " " + state;
  }

  private static List<String> describe(List<PeerPresence> peers) {
    return peers.stream().map(PresenceTest::describe).toList();
  }

  /** Every change that a connection was told, in order. */
  private static List<String> told(FakeLink link) {
    return link.pushes().stream()
        .filter(Push::hasPresence)
        .flatMap(push -> push.getPresence().getPeersList().stream())
        .map(PresenceTest::describe)
        .toList();
  }

  @Test
  void answersAQueryInItsOrder() {
    domain.login("bob");
    assertThat(describe(domain.presence.query(TestDomain.APP, List.of("carol", "bob", "alice"))))
        .containsExactly("carol OFFLINE", "bob ONLINE", "alice ONLINE");
    assertThat(describe(domain.presence.query("another app", List.of("bob"))))
        .containsExactly("bob OFFLINE");
  }

  @Test
  void tellsTheFirstStatesAndThenEachChange() {
    FakeLink bobs = domain.link();
    Session bob = domain.login("bob", bobs);
    assertThat(describe(domain.presence.watch(alice, List.of("bob", "carol"))))
        .containsExactly("bob ONLINE", "carol OFFLINE");
    domain.login("carol");
    domain.sessions.end(bob, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(told(link)).containsExactly("carol ONLINE", "bob OFFLINE");
  }

  @Test
  void callsASilentUserUnreachableAndThenOffline() {
    FakeLink bobs = domain.link();
    domain.login("bob", bobs);
    domain.presence.watch(alice, List.of("bob"));
    domain.pass(Duration.ofSeconds(6), link);
    assertThat(told(link)).isEmpty();
    domain.pass(Duration.ofMillis(500), link);
    assertThat(told(link)).containsExactly("bob UNREACHABLE");
    domain.pass(Duration.ofSeconds(10), link);
    domain.pass(Duration.ofMillis(500), link, bobs);
    assertThat(told(link)).containsExactly("bob UNREACHABLE", "bob ONLINE");
    domain.pass(Duration.ofSeconds(30), link);
    assertThat(told(link)).endsWith("bob ONLINE", "bob UNREACHABLE");
    domain.pass(Duration.ofMillis(500), link);
    assertThat(told(link)).endsWith("bob UNREACHABLE", "bob OFFLINE");
    assertThat(domain.sessions.find(new UserKey(TestDomain.APP, "bob"))).isNull();
  }

  @Test
  void doesNotMistakeATakeoverForAnAbsence() {
    domain.login("bob");
    domain.presence.watch(alice, List.of("bob"));
    domain.login("bob");
    assertThat(told(link)).isEmpty();
  }

  @Test
  void watchingTwiceIsHarmless() {
    domain.presence.watch(alice, List.of("bob", "bob"));
    domain.presence.watch(alice, List.of("bob"));
    domain.login("bob");
    assertThat(told(link)).containsExactly("bob ONLINE");
    assertThat(domain.presence.watchedBy(alice)).containsExactly("bob");
  }

  @Test
  void watchesAsManyAsAllowedAndNobodyBeyond() {
    List<String> ids = IntStream.range(0, 512).mapToObj(i -> "user" + i).toList();
    assertThat(domain.presence.watch(alice, ids.subList(0, 511))).hasSize(511);
    assertThat(domain.presence.watch(alice, List.of("x", "y"))).isNull();
    assertThat(domain.presence.watchedBy(alice)).doesNotContain("x", "y");
    assertThat(domain.presence.watch(alice, ids)).hasSize(512);
    assertThat(domain.presence.watch(alice, List.of("x"))).isNull();
    domain.presence.unwatch(alice, List.of("user0"));
    assertThat(domain.presence.watch(alice, List.of("x"))).hasSize(1);
  }

  @Test
  void aWatcherOf512SeesEachChangeOnce() {
    List<String> ids = IntStream.range(0, 512).mapToObj(i -> "user" + i).toList();
    domain.presence.watch(alice, ids);
    List<String> expected = new ArrayList<>();
    for (String id : ids) {
      Session session = domain.login(id);
      expected.add(id + " ONLINE");
      domain.sessions.end(session, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
      expected.add(id + " OFFLINE");
    }
    assertThat(told(link)).containsExactlyElementsOf(expected);
  }

  @Test
  void aResumedWatcherGetsAllStatesWithVersionsThatRise() {
    Session bob = domain.login("bob");
    List<PeerPresence> first = domain.presence.watch(alice, List.of("bob", "carol"));
    domain.sessions.detach(alice, link);
    domain.sessions.end(bob, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    FakeLink next = domain.link();
    domain.sessions.resume(alice, next, 0);
    assertThat(told(next)).containsExactly("bob OFFLINE", "carol OFFLINE");
    PeerPresence bobNow = next.pushes().get(0).getPresence().getPeers(0);
    assertThat(bobNow.getVersion()).isGreaterThan(first.get(0).getVersion());
    assertThat(next.pushes().get(0).getPresence().getPeers(1)).isEqualTo(first.get(1));
  }

  @Test
  void keepsNothingOfWatchersWhoAreGone() {
    domain.presence.watch(alice, List.of("bob", "carol"));
    assertThat(domain.presence.size()).isEqualTo(2);
    domain.presence.unwatch(alice, List.of("bob", "nobody"));
    assertThat(domain.presence.size()).isEqualTo(1);
    domain.sessions.end(alice, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(domain.presence.size()).isZero();
    // A request that was on its way when the session ended leaves nothing behind.
    domain.presence.watch(alice, List.of("bob"));
    assertThat(domain.presence.size()).isZero();
    assertThat(domain.presence.watchedBy(alice)).isEmpty();
  }

  @Test
  void appsDoNotSeeEachOther() {
    domain.presence.watch(alice, List.of("bob"));
    domain.login(new UserKey("another app", "bob"), null, domain.link());
    assertThat(told(link)).isEmpty();
  }

  @Test
  void tellsTenThousandWatchersWithNoLockHeld() {
    TestDomain large = new TestDomain(Map.of());
    List<FakeLink> links = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      FakeLink watchers = large.link();
      links.add(watchers);
      large.presence.watch(large.login("watcher" + i, watchers), List.of("star"));
    }
    // Whoever sends asks for the receiver's lane: at that moment nobody must hold the watched user.
    WatchedUser star = large.presence.find(new UserKey(TestDomain.APP, "star"));
    List<Boolean> held = new ArrayList<>();
    large.loops.forEach(loop -> loop.onUse(() -> held.add(Thread.holdsLock(star))));
    Session session = large.login("star");
    large.loops.forEach(loop -> loop.onUse(() -> {}));
    assertThat(held).hasSizeGreaterThanOrEqualTo(10_000).containsOnly(false);
    assertThat(links).allSatisfy(each -> assertThat(told(each)).containsExactly("star ONLINE"));
    large.sessions.end(session, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(links)
        .allSatisfy(each -> assertThat(told(each)).containsExactly("star ONLINE", "star OFFLINE"));
  }
}
