package io.rtmkit.server.core.session;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.Wire;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.lane.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Sessions that go to another server, and those that come from one. */
class MovedSessionsTest {
  private final TestDomain domain = new TestDomain();
  private final Sessions sessions = domain.sessions;
  private final Session alice = domain.login("alice");
  private final List<String> heard = new ArrayList<>();

  MovedSessionsTest() {
    sessions.addListener(
        new SessionListener() {
          @Override
          public void onOpened(Session session) {
            hear("opened", session, Set.of());
          }

          @Override
          public void onAdopted(Session session) {
            hear("adopted", session, session.channels());
          }

          @Override
          public void onResumed(Session session) {
            hear("resumed", session, session.channels());
          }

          @Override
          public void onDetached(Session session, Link lost, Set<String> channels) {
            hear("detached", session, channels);
          }

          @Override
          public void onMoved(Session session, Set<String> channels) {
            hear("moved", session, channels);
          }

          @Override
          public void onEnded(Session session, CloseCode code, Set<String> channels) {
            hear("ended " + code.name().replace("CLOSE_CODE_", ""), session, channels);
          }
        });
  }

  private void hear(String what, Session session, Set<String> channels) {
    heard.add(what + " " + session.user().userId() + " " + new TreeSet<>(channels));
  }

  private Receipt receipt(String name, List<String> fates) {
    return new Receipt() {
      @Override
      public void acknowledged() {
        fates.add(name + " acknowledged");
      }

      @Override
      public void timedOut() {
        fates.add(name + " timed out");
      }

      @Override
      public void abandoned(boolean sent) {
        fates.add(name + " abandoned " + sent);
      }

      @Override
      public void moved(boolean sent) {
        fates.add(name + " moved " + sent);
      }
    };
  }

  private Delivery deliver(Session session, String name, List<String> fates) {
    return session.deliver(
        offset -> Wire.encode(Push.newBuilder().setInboxOffset(offset).build()),
        receipt(name, fates));
  }

  private SessionIdentity elsewhere(String userId, ResumeKey key, long epoch) {
    return new SessionIdentity(
        new UserKey(TestDomain.APP, userId), key, null, epoch, domain.clock.currentTimeMillis());
  }

  @Test
  void aSessionThatIsReleasedHasMovedAndNotEnded() {
    alice.enterChannel("a");
    alice.enterChannel("b");
    FakeLink link = linkOf(alice);
    sessions.release(alice, CloseCode.CLOSE_CODE_SERVER_DRAINING, "go");
    sessions.release(alice, CloseCode.CLOSE_CODE_INTERNAL_ERROR, "once more");
    assertThat(heard).containsExactly("moved alice [a, b]");
    assertThat(link.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_SERVER_DRAINING);
    assertThat(sessions.find(alice.user())).isNull();
    assertThat(alice.isEnded()).isTrue();
    sessions.end(alice, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    sessions.detach(alice, link);
    assertThat(heard).hasSize(1);
    assertThat(sessions.resume(alice, domain.link(), 0)).isFalse();
  }

  @Test
  void theReceiptsOfAReleasedSessionMoveAndThoseOfAnEndedOneAreAbandoned() {
    List<String> fates = new ArrayList<>();
    deliver(alice, "first", fates);
    sessions.detach(alice, linkOf(alice));
    deliver(alice, "second", fates);
    sessions.release(alice, CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE, "");
    assertThat(fates).containsExactly("first moved true", "second moved false");
    assertThat(deliver(alice, "third", fates)).isEqualTo(Delivery.ENDED);
    Session bob = domain.login("bob");
    deliver(bob, "fourth", fates);
    sessions.end(bob, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(fates).hasSize(3).endsWith("fourth abandoned true");
  }

  @Test
  void aReceiptThatKnowsOfNoMovesIsAbandoned() {
    List<String> fates = new ArrayList<>();
    alice.deliver(
        offset -> Wire.encode(Push.newBuilder().setInboxOffset(offset).build()),
        new Receipt() {
          @Override
          public void acknowledged() {}

          @Override
          public void timedOut() {}

          @Override
          public void abandoned(boolean sent) {
            fates.add("abandoned " + sent);
          }
        });
    sessions.release(alice, CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE, "");
    assertThat(fates).containsExactly("abandoned true");
  }

  @Test
  void aReleasedSessionDoesNotTakeANewerOneWithIt() {
    Session newer = domain.login("alice");
    sessions.release(alice, CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE, "");
    assertThat(sessions.find(newer.user())).isSameAs(newer);
    assertThat(newer.isEnded()).isFalse();
  }

  @Test
  void anAdoptedSessionGoesOnWhereItsClientIs() {
    ResumeKey key = sessions.newKey();
    Session bob = sessions.adopt(elsewhere("bob", key, 9), Set.of("x", "y"), 5);
    assertThat(heard).containsExactly("adopted bob [x, y]");
    assertThat(sessions.find(bob.user())).isSameAs(bob);
    assertThat(bob.identity().epoch()).isEqualTo(9);
    assertThat(bob.link()).isNull();
    List<String> fates = new ArrayList<>();
    deliver(bob, "before", fates);
    FakeLink link = domain.link();
    assertThat(sessions.resume(bob, link, 5)).isTrue();
    deliver(bob, "after", fates);
    assertThat(link.pushes().stream().map(Push::getInboxOffset)).containsExactly(10L, 11L);
    assertThat(heard).hasSize(2).endsWith("resumed bob [x, y]");
    assertThat(fates).isEmpty();
    bob.acknowledge(9);
    assertThat(fates).as("what a server with a lower epoch sent").isEmpty();
    bob.acknowledge(10);
    assertThat(fates).containsExactly("before acknowledged");
  }

  @Test
  void anAdoptedSessionThatIsNotResumedEndsAfterTheGraceTime() {
    Session bob = sessions.adopt(elsewhere("bob", sessions.newKey(), 9), Set.of("x"), 0);
    domain.clock.advance(Duration.ofSeconds(30));
    linkOf(alice).heard();
    sessions.tick();
    assertThat(bob.isEnded()).isFalse();
    domain.clock.advance(Duration.ofMillis(1));
    sessions.tick();
    assertThat(bob.isEnded()).isTrue();
    assertThat(heard).endsWith("ended HEARTBEAT_TIMEOUT bob [x]");
  }

  @Test
  void theSameSessionThatComesBackAfterItWasElsewhereTakesItsOwnPlace() {
    alice.enterChannel("old");
    FakeLink link = linkOf(alice);
    List<String> fates = new ArrayList<>();
    deliver(alice, "left", fates);
    Session again = sessions.adopt(elsewhere("alice", alice.identity().key(), 2), Set.of("new"), 1);
    assertThat(heard).containsExactly("moved alice [old]", "adopted alice [new]");
    assertThat(link.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE);
    assertThat(fates).containsExactly("left moved true");
    assertThat(sessions.find(again.user())).isSameAs(again);
    assertThat(sessions.size()).isEqualTo(1);
  }

  @Test
  void anotherSessionOfTheUserThatIsHereEnds() {
    FakeLink link = linkOf(alice);
    sessions.adopt(elsewhere("alice", sessions.newKey(), 2), Set.of(), 0);
    assertThat(heard).containsExactly("ended REMOTE_LOGIN alice []", "adopted alice []");
    assertThat(link.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_REMOTE_LOGIN);
  }
}
