package io.rtmkit.server.core.session;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.lane.FakeLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The life of a session: takeover, silence, resume, end, token. */
class SessionsTest {
  private final TestDomain domain = new TestDomain();
  private final Session alice = domain.login("alice");

  @Test
  void aNewerLoginEndsTheOlder() {
    FakeLink first = linkOf(alice);
    Session second = domain.login("alice");
    assertThat(first.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_REMOTE_LOGIN);
    assertThat(alice.isEnded()).isTrue();
    assertThat(domain.sessions.find(second.user())).isSameAs(second);
  }

  @Test
  void silenceMakesUnreachableAtSixSecondsAndOfflineAtThirty() {
    domain.clock.advance(Duration.ofSeconds(6));
    domain.sessions.tick();
    assertThat(alice.state()).isEqualTo(OnlineState.ONLINE);
    domain.clock.advance(Duration.ofMillis(1));
    domain.sessions.tick();
    assertThat(alice.state()).isEqualTo(OnlineState.UNREACHABLE);
    linkOf(alice).heard();
    domain.sessions.tick();
    assertThat(alice.state()).isEqualTo(OnlineState.ONLINE);
    FakeLink link = linkOf(alice);
    domain.clock.advance(Duration.ofSeconds(30));
    domain.sessions.tick();
    assertThat(alice.isEnded()).isFalse();
    domain.clock.advance(Duration.ofMillis(1));
    domain.sessions.tick();
    assertThat(alice.isEnded()).isTrue();
    assertThat(link.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_HEARTBEAT_TIMEOUT);
    assertThat(domain.sessions.size()).isZero();
  }

  /** Most looks pass a session by; none of these may be passed by. */
  @Test
  void aTimeOutOfTheInboxIsFoundAlsoAfterLooksThatFoundNothing() {
    List<String> told = new ArrayList<>();
    domain.sessions.tick();
    alice.deliver(offset -> new byte[1], domain.clock.nanoTime(), timingOut(told));
    domain.clock.advance(domain.sessions.rules().session().peerAckTimeout().minusMillis(1));
    linkOf(alice).heard();
    domain.sessions.tick();
    assertThat(told).isEmpty();
    domain.clock.advance(Duration.ofMillis(1));
    domain.sessions.tick();
    assertThat(told).containsExactly("timed out");
  }

  private static Receipt timingOut(List<String> told) {
    return new Receipt() {
      @Override
      public void acknowledged() {}

      @Override
      public void timedOut() {
        told.add("timed out");
      }

      @Override
      public void abandoned(boolean sent) {}
    };
  }

  @Test
  void whoIsResumedAfterBeingUnreachableIsLookedAtAsBefore() {
    domain.clock.advance(Duration.ofSeconds(7));
    domain.sessions.tick();
    assertThat(alice.state()).isEqualTo(OnlineState.UNREACHABLE);
    domain.sessions.resume(alice, domain.link(), 0);
    domain.sessions.tick();
    domain.clock.advance(Duration.ofMillis(6_001));
    domain.sessions.tick();
    assertThat(alice.state()).isEqualTo(OnlineState.UNREACHABLE);
  }

  @Test
  void aLostConnectionCountsFromItsLastByte() {
    domain.clock.advance(Duration.ofSeconds(4));
    domain.sessions.detach(alice, linkOf(alice));
    domain.clock.advance(Duration.ofMillis(26_001));
    domain.sessions.tick();
    assertThat(alice.isEnded()).isTrue();
  }

  @Test
  void onlyIdAndSecretTogetherResume() {
    ResumeKey key = alice.identity().key();
    assertThat(alice.identity().isResumedBy(key)).isTrue();
    assertThat(alice.identity().isResumedBy(new ResumeKey(key.sessionId(), ByteString.EMPTY)))
        .isFalse();
    assertThat(alice.identity().isResumedBy(new ResumeKey("other", key.secret()))).isFalse();
    assertThat(alice.identity().isResumedBy(domain.login("bob").identity().key())).isFalse();
    assertThat(key.toString()).isEqualTo(key.sessionId());
  }

  @Test
  void remembersTheSessionThatItReplaced() {
    ResumeKey lost = alice.identity().key();
    Session fresh = domain.login(alice.user(), lost, domain.link());
    assertThat(fresh.identity().hasReplaced(lost)).isTrue();
    assertThat(fresh.identity().hasReplaced(fresh.identity().key())).isFalse();
    assertThat(alice.identity().hasReplaced(lost)).isFalse();
  }

  @Test
  void resumingReplacesTheOldConnectionAndIgnoresItsLateEnd() {
    FakeLink old = linkOf(alice);
    FakeLink fresh = domain.link();
    assertThat(domain.sessions.resume(alice, fresh, 0)).isTrue();
    assertThat(old.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE);
    domain.sessions.detach(alice, old);
    assertThat(alice.link()).isSameAs(fresh);
  }

  @Test
  void ofTwoResumesTheLaterWinsAndTheEarlierIsClosed() {
    FakeLink first = domain.link();
    FakeLink second = domain.link();
    domain.sessions.resume(alice, first, 0);
    domain.sessions.resume(alice, second, 0);
    assertThat(first.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE);
    assertThat(second.closeCode()).isNull();
    assertThat(alice.link()).isSameAs(second);
  }

  @Test
  void anEndedSessionIsNotResumed() {
    domain.sessions.end(alice, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(domain.sessions.resume(alice, domain.link(), 0)).isFalse();
  }

  @Test
  void listenersHearOfTheEndOnceWithTheChannels() {
    List<Set<String>> ends = new ArrayList<>();
    domain.sessions.addListener(
        new SessionListener() {
          @Override
          public void onEnded(Session session, CloseCode code, Set<String> channels) {
            ends.add(channels);
          }
        });
    alice.enterChannel("room");
    domain.sessions.end(alice, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    domain.sessions.end(alice, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(ends).containsExactly(Set.of("room"));
    assertThat(alice.enterChannel("other")).isFalse();
  }

  @Test
  void tellsOnceThatTheTokenWillExpireAndAgainForTheNextToken() {
    alice.setTokenExpiry(domain.clock.currentTimeMillis() + 31_000);
    domain.sessions.tick();
    assertThat(linkOf(alice).pushes()).isEmpty();
    domain.clock.advance(Duration.ofSeconds(1));
    domain.sessions.tick();
    domain.sessions.tick();
    assertThat(linkOf(alice).pushes())
        .extracting(push -> push.getTokenWillExpire().getExpiresInMs())
        .containsExactly(30_000);
    alice.setTokenExpiry(domain.clock.currentTimeMillis() + 5_000);
    domain.sessions.tick();
    assertThat(linkOf(alice).pushes()).filteredOn(Push::hasTokenWillExpire).hasSize(2);
  }

  @Test
  void isInAtMostTwentyChannels() {
    for (int i = 0; i < 20; i++) {
      assertThat(alice.enterChannel("c" + i)).isTrue();
    }
    assertThat(alice.enterChannel("c20")).isFalse();
    assertThat(alice.enterChannel("c3")).isTrue();
    alice.leaveChannel("c3");
    assertThat(alice.enterChannel("c20")).isTrue();
  }
}
