package io.rtmkit.server.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.session.Bans;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is told of users: one line for each, whatever the threads do. */
class UserEventsTest {
  private final TestDomain domain = new TestDomain();
  private final HeardEvents heard = new HeardEvents();

  UserEventsTest() {
    domain.events.add(heard);
  }

  @Test
  void nothingIsMadeWhileNobodyListens() {
    domain.events.remove(heard);
    AtomicInteger made = new AtomicInteger();
    domain.events.tell(
        now -> {
          made.incrementAndGet();
          return new Event.ServerStarted(now);
        });
    assertThat(made).hasValue(0);
    assertThat(domain.events.isEmpty()).isTrue();
  }

  @Test
  void aListenerThatFailsDisturbsNobody() {
    domain.events.remove(heard);
    domain.events.add(
        event -> {
          throw new IllegalStateException("as it should be");
        });
    domain.events.add(heard);
    domain.login("alice");
    assertThat(heard.take()).containsExactly("user.online alice");
  }

  @Test
  void anEventSaysWhoAndWhenAndInWhichSession() {
    Session session = domain.login("alice");
    Event event = heard.events().get(0);
    assertThat(event)
        .isEqualTo(
            new Event.UserSeen(
                EventKind.USER_ONLINE,
                new UserKey(TestDomain.APP, "alice"),
                session.identity().key().sessionId(),
                domain.clock.currentTimeMillis()));
  }

  @Test
  void everyEndHasItsReason() {
    domain.sessions.end(domain.login("alice"), CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    UserKey bob = domain.login("bob").user();
    domain.moderation.kick(bob, "why not");
    UserKey carol = domain.login("carol").user();
    Bans.banForEver(domain.moderation, carol, "why not");
    domain.login("dave");
    domain.login("dave");
    assertThat(heard.take())
        .containsExactly(
            "user.online alice",
            "user.offline alice logout",
            "user.online bob",
            "user.offline bob kicked",
            "user.online carol",
            "user.offline carol banned",
            "user.online dave",
            "user.offline dave remote-login",
            "user.online dave");
  }

  @Test
  void aSilentUserIsUnreachableThenBackOrLost() {
    FakeLink link = domain.link();
    Session alice = domain.login("alice", link);
    domain.pass(Duration.ofSeconds(7));
    domain.pass(Duration.ofSeconds(1), link);
    domain.pass(Duration.ofSeconds(7));
    domain.sessions.resume(alice, domain.link(), 0);
    domain.pass(Duration.ofSeconds(31));
    assertThat(heard.take())
        .containsExactly(
            "user.online alice",
            "user.unreachable alice",
            "user.online alice",
            "user.unreachable alice",
            "user.online alice",
            "user.unreachable alice",
            "user.offline alice lost");
  }

  @Test
  void aNewSessionIsToldBehindTheOldOneThatEndsOnAnotherThread() {
    UserEvents events = new UserEvents(domain.events);
    Session older = session("alice");
    Session newer = session("alice");
    heard.take();
    events.onOpened(older);
    events.onOpened(newer);
    events.onEnded(older, CloseCode.CLOSE_CODE_HEARTBEAT_TIMEOUT, Set.of());
    events.onEnded(newer, CloseCode.CLOSE_CODE_LOGGED_OUT, Set.of());
    assertThat(heard.take())
        .containsExactly(
            "user.online alice",
            "user.offline alice remote-login",
            "user.online alice",
            "user.offline alice logout");
    assertThat(events.size()).isZero();
  }

  @Test
  void aSessionThatEndsBeforeItsOpeningWasHeardOfIsToldAllTheSame() {
    UserEvents events = new UserEvents(domain.events);
    Session older = session("alice");
    Session newer = session("alice");
    heard.take();
    events.onEnded(older, CloseCode.CLOSE_CODE_REMOTE_LOGIN, Set.of());
    events.onOpened(newer);
    events.onOpened(older);
    assertThat(heard.take())
        .containsExactly(
            "user.online alice", "user.offline alice remote-login", "user.online alice");
    events.onEnded(newer, CloseCode.CLOSE_CODE_LOGGED_OUT, Set.of());
    assertThat(events.size()).isZero();
  }

  @Test
  void aSessionThatANewerOneOvertookIsNotToldBehindIt() {
    UserEvents events = new UserEvents(domain.events);
    Session older = session("alice");
    Session newer = session("alice"); // ends the older one
    heard.take();
    events.onOpened(newer);
    events.onOpened(older);
    events.onEnded(older, CloseCode.CLOSE_CODE_KICKED, Set.of());
    assertThat(heard.take()).containsExactly("user.online alice");
    events.onEnded(newer, CloseCode.CLOSE_CODE_LOGGED_OUT, Set.of());
    assertThat(heard.take()).containsExactly("user.offline alice logout");
    assertThat(events.size()).isZero();
  }

  @Test
  void aSessionThatMovesIsToldAsOnlineWhereItBeginsAndAsOfflineWhereItEnds() {
    UserEvents first = new UserEvents(domain.events);
    UserEvents second = new UserEvents(domain.events);
    Session here = session("alice");
    Session there = session("alice");
    heard.take();
    first.onOpened(here);
    second.onAdopted(there);
    first.onMoved(here, Set.of());
    second.onResumed(there);
    assertThat(heard.take()).containsExactly("user.online alice");
    second.onEnded(there, CloseCode.CLOSE_CODE_LOGGED_OUT, Set.of());
    assertThat(heard.take()).containsExactly("user.offline alice logout");
    assertThat(first.size()).isZero();
    assertThat(second.size()).isZero();
  }

  @Test
  void whoWasToldAsUnreachableIsOnlineAgainElsewhere() {
    UserEvents events = new UserEvents(domain.events);
    Session alice = session("alice");
    heard.take();
    events.onOpened(alice);
    domain.clock.advance(Duration.ofSeconds(7));
    domain.sessions.tick();
    heard.take();
    events.onStateChanged(alice);
    events.onMoved(alice, Set.of());
    assertThat(heard.take()).containsExactly("user.unreachable alice", "user.online alice");
  }

  @Test
  void aSessionThatComesBackTakesThePlaceOfANewerOneOnce() {
    UserEvents events = new UserEvents(domain.events);
    Session older = session("alice");
    Session adopted = session("alice"); // ends the older one
    heard.take();
    events.onOpened(older);
    events.onAdopted(adopted);
    events.onEnded(older, CloseCode.CLOSE_CODE_REMOTE_LOGIN, Set.of());
    events.onMoved(adopted, Set.of());
    assertThat(heard.take())
        .containsExactly("user.online alice", "user.offline alice remote-login");
    assertThat(events.size()).isZero();
  }

  private Session session(String userId) {
    return domain.login(userId);
  }
}
