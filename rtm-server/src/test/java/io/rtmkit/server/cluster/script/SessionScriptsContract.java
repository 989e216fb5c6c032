package io.rtmkit.server.cluster.script;

import static io.rtmkit.server.cluster.script.ScriptBench.ALICE;
import static io.rtmkit.server.cluster.script.ScriptBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.rtmkit.server.cluster.script.OpenedSession.Kind;
import io.rtmkit.server.core.login.LoginAttempt;
import io.rtmkit.server.core.session.OnlineState;
import io.rtmkit.server.core.session.ResumeKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the sessions of users. One thread. */
interface SessionScriptsContract {
  ResumeKey FIRST = new ResumeKey("first", ByteString.copyFromUtf8("secret 1"));
  ResumeKey SECOND = new ResumeKey("second", ByteString.copyFromUtf8("secret 2"));
  ResumeKey THIRD = new ResumeKey("third", ByteString.copyFromUtf8("secret 3"));
  SessionRecord NONE = new SessionRecord("", "", 0, OnlineState.OFFLINE, 0);

  ScriptBench bench();

  private OpenSessionScript open() {
    return new OpenSessionScript(bench().calls, bench().keys(), bench().operations);
  }

  private OpenedSession open(String node, ResumeKey fresh, ResumeKey shown, boolean mayOpen) {
    OpenSessionScript open = open();
    return bench()
        .run(
            () ->
                open.run(new SessionClaim(ALICE, node, fresh, shown, LoginAttempt.NONE, mayOpen)));
  }

  private StateChange state(String sessionId, long epoch, boolean online) {
    SessionStateScript state =
        new SessionStateScript(bench().calls, bench().keys(), bench().operations);
    return bench().run(() -> state.run(ALICE, sessionId, epoch, online));
  }

  private CloseSessionScript close() {
    return new CloseSessionScript(bench().calls, bench().keys(), bench().operations);
  }

  private SessionSetScript sets() {
    return new SessionSetScript(bench().calls, bench().keys());
  }

  private WatchScript watch() {
    return new WatchScript(bench().calls, bench().keys());
  }

  private SessionRecord read() {
    return await(new ReadSessionScript(bench().calls, bench().keys()).run(ALICE));
  }

  /** Gives a session everything that a session can have. */
  private void fill(String sessionId, long epoch) {
    assertThat(
            bench().<Boolean>run(() -> sets().addChannels(ALICE, sessionId, epoch, List.of("c"))))
        .isTrue();
    assertThat(bench().<Boolean>run(() -> sets().addWatched(ALICE, sessionId, epoch, List.of("u"))))
        .isTrue();
    bench().set(bench().keys().user(ALICE, "a"), "color", "red");
    bench().run(() -> watch().add(ALICE, "n9"));
    await(new InvitationIndexScript(bench().calls, bench().keys()).add(ALICE, "bob:7"));
  }

  @Test
  default void aSessionIsOpenedWhereThereWasNone() {
    long before = System.currentTimeMillis() * 1_000;

    OpenedSession opened = open("n1", FIRST, null, true);

    assertThat(opened.kind()).isEqualTo(Kind.OPENED);
    assertThat(opened.epoch()).isGreaterThan(before - 60_000_000);
    assertThat(opened.previousNode() + opened.previousSessionId()).isEmpty();
    assertThat(opened.previousEpoch()).isZero();
    assertThat(opened.presenceChanged()).isTrue();
    assertThat(opened.presenceVersion()).isGreaterThan(before - 60_000_000);
    assertThat(opened.watchers()).isEmpty();
    assertThat(read())
        .isEqualTo(
            new SessionRecord(
                "n1", "first", opened.epoch(), OnlineState.ONLINE, opened.presenceVersion()));
    assertThat(bench().hash(bench().keys().user(ALICE, "o")).get("rk"))
        .hasSize(64)
        .doesNotContain("secret");
    assertThat(bench().left(bench().keys().user(ALICE, "o"))).isEqualTo(-1);
  }

  @Test
  default void anotherSessionTakesItsPlace() {
    long before = System.currentTimeMillis();
    OpenedSession first = open("n1", FIRST, null, true);
    assertThat(first.before()).isEqualTo(new StateBefore(false, 0));
    long between = System.currentTimeMillis();
    fill("first", first.epoch());

    OpenedSession second = open("n2", SECOND, null, true);
    assertThat(second.before().online()).isTrue();
    assertThat(second.before().sinceMs()).isBetween(before, between);

    assertThat(second.kind()).isEqualTo(Kind.OPENED);
    assertThat(second.epoch()).isGreaterThan(first.epoch());
    assertThat(second.previousNode()).isEqualTo("n1");
    assertThat(second.previousSessionId()).isEqualTo("first");
    assertThat(second.previousEpoch()).isEqualTo(first.epoch());
    assertThat(second.presenceChanged()).as("at another server").isTrue();
    assertThat(second.presenceVersion()).isGreaterThan(first.presenceVersion());
    assertThat(second.watchers()).containsExactly("n9");
    assertThat(second.channels()).containsExactly("c");
    assertThat(second.watched()).containsExactly("u");
    assertThat(second.invitations()).containsExactly("bob:7");
    assertThat(bench().parts()).containsExactly("i", "o", "w");
  }

  @Test
  default void whoLogsInAgainAtTheSameServerStaysOnline() {
    OpenedSession first = open("n1", FIRST, null, true);
    OpenedSession second = open("n1", SECOND, null, true);
    assertThat(second.presenceChanged()).isFalse();
    assertThat(second.presenceVersion()).isEqualTo(first.presenceVersion());
  }

  @Test
  default void aSessionGoesOnForWhoeverShowsItsKey() {
    OpenedSession first = open("n1", FIRST, null, true);
    fill("first", first.epoch());

    OpenedSession resumed = open("n2", SECOND, FIRST, false);

    assertThat(resumed.kind()).isEqualTo(Kind.RESUMED);
    assertThat(resumed.epoch()).isGreaterThan(first.epoch());
    assertThat(resumed.previousNode()).isEqualTo("n1");
    assertThat(resumed.presenceChanged()).as("at another server").isTrue();
    assertThat(resumed.channels()).containsExactly("c");
    assertThat(resumed.watched()).containsExactly("u");
    assertThat(read().node()).isEqualTo("n2");
    assertThat(read().sessionId()).isEqualTo("first");
    assertThat(bench().parts()).containsExactly("a", "c", "i", "o", "p", "w");
    assertThat(state("first", first.epoch(), false).outcome())
        .isEqualTo(StateChange.Outcome.FENCED);
  }

  private OpenedSession attempt(String node, ResumeKey fresh, long loginId, int number) {
    OpenSessionScript open = open();
    LoginAttempt attempt = new LoginAttempt(loginId, number);
    return bench().run(() -> open.run(new SessionClaim(ALICE, node, fresh, null, attempt, true)));
  }

  @Test
  default void anAttemptThatTheClientHasRepeatedElsewhereIsLate() {
    OpenedSession second = attempt("n2", SECOND, 77, 2);
    assertThat(second.kind()).isEqualTo(Kind.OPENED);
    assertThat(attempt("n1", FIRST, 77, 1).kind()).isEqualTo(Kind.LATE);
    assertThat(read().sessionId()).isEqualTo("second");
    assertThat(read().epoch()).isEqualTo(second.epoch());
    assertThat(attempt("n1", FIRST, 78, 1).kind()).as("of another login").isEqualTo(Kind.OPENED);
    assertThat(attempt("n1", FIRST, 0, 0).kind()).as("does not say").isEqualTo(Kind.OPENED);
  }

  @Test
  default void anAttemptThatIsTakenWhereTheSessionIsCounts() {
    OpenedSession opened = attempt("n1", FIRST, 77, 1);
    SessionStateScript states =
        new SessionStateScript(bench().calls, bench().keys(), bench().operations);
    StateChange change =
        bench().run(() -> states.online(ALICE, "first", opened.epoch(), new LoginAttempt(77, 3)));
    assertThat(change.outcome()).isEqualTo(StateChange.Outcome.SAME);
    assertThat(attempt("n2", SECOND, 77, 2).kind()).isEqualTo(Kind.LATE);
    assertThat(attempt("n2", SECOND, 77, 3).kind()).isEqualTo(Kind.OPENED);
  }

  @Test
  default void anAnnouncementIsAChangeAlsoOfTheSame() {
    OpenedSession opened = open("n1", FIRST, null, true);
    fill("first", opened.epoch());
    assertThat(state("first", opened.epoch(), true).outcome()).isEqualTo(StateChange.Outcome.SAME);
    SessionStateScript states =
        new SessionStateScript(bench().calls, bench().keys(), bench().operations);
    StateChange change = bench().run(() -> states.announce(ALICE, "first", opened.epoch(), true));
    assertThat(change.outcome()).isEqualTo(StateChange.Outcome.CHANGED);
    assertThat(change.presenceVersion()).isGreaterThan(opened.presenceVersion());
    assertThat(change.watchers()).containsExactly("n9");
    StateChange fenced =
        bench().run(() -> states.announce(ALICE, "first", opened.epoch() - 1, true));
    assertThat(fenced.outcome()).isEqualTo(StateChange.Outcome.FENCED);
  }

  @Test
  default void theSecretCounts() {
    open("n1", FIRST, null, true);

    OpenedSession refused =
        open("n2", SECOND, new ResumeKey("first", ByteString.copyFromUtf8("guess")), true);

    assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
    assertThat(refused.epoch()).isZero();
    assertThat(refused.previousSessionId()).isEqualTo("first");
    assertThat(read().node()).isEqualTo("n1");
  }

  @Test
  default void whoeverWasDisplacedDoesNotDisplaceInTurn() {
    open("n1", FIRST, null, true);
    open("n2", SECOND, null, true);

    assertThat(open("n1", THIRD, FIRST, true).kind()).isEqualTo(Kind.REFUSED);
    assertThat(read().sessionId()).isEqualTo("second");
  }

  @Test
  default void whoeverDidNotHearOfItsNewSessionGetsAnotherOne() {
    OpenedSession instead = open("n1", SECOND, FIRST, true);
    assertThat(instead.kind()).isEqualTo(Kind.OPENED);

    OpenedSession again = open("n1", THIRD, FIRST, true);

    assertThat(again.kind()).isEqualTo(Kind.OPENED);
    assertThat(again.previousSessionId()).isEqualTo("second");
    assertThat(open("n1", FIRST, SECOND, true).kind()).isEqualTo(Kind.REFUSED);
  }

  @Test
  default void nothingIsOpenedThatMayNotBe() {
    assertThat(open("n1", FIRST, null, false).kind()).isEqualTo(Kind.MISSING);
    assertThat(open("n1", SECOND, FIRST, false).kind()).isEqualTo(Kind.MISSING);
    assertThat(read()).isEqualTo(NONE);
    assertThat(bench().parts()).isEmpty();
  }

  @Test
  default void aStateChangesOnce() {
    OpenedSession opened = open("n1", FIRST, null, true);
    bench().run(() -> watch().add(ALICE, "n2"));

    StateChange away = state("first", opened.epoch(), false);
    StateChange same = state("first", opened.epoch(), false);

    assertThat(away.outcome()).isEqualTo(StateChange.Outcome.CHANGED);
    assertThat(away.presenceVersion()).isGreaterThan(opened.presenceVersion());
    assertThat(away.watchers()).containsExactly("n2");
    assertThat(same)
        .isEqualTo(new StateChange(StateChange.Outcome.SAME, away.presenceVersion(), List.of()));
    assertThat(read().state()).isEqualTo(OnlineState.UNREACHABLE);
    assertThat(state("other", opened.epoch(), true).outcome())
        .isEqualTo(StateChange.Outcome.FENCED);
    assertThat(state("first", opened.epoch() - 1, true).outcome())
        .isEqualTo(StateChange.Outcome.FENCED);
    OpenedSession back = open("n1", SECOND, FIRST, true);
    assertThat(back.presenceChanged()).isTrue();
    assertThat(back.presenceVersion()).isGreaterThan(away.presenceVersion());
  }

  @Test
  default void aSessionEndsWithAllThatItHad() {
    long before = System.currentTimeMillis();
    OpenedSession opened = open("n1", FIRST, null, true);
    fill("first", opened.epoch());
    CloseSessionScript close = close();
    assertThat(bench().run(() -> close.run(ALICE, "first", opened.epoch() + 1)).closed()).isFalse();
    assertThat(bench().run(() -> close.run(ALICE, "other", opened.epoch())).closed()).isFalse();

    ClosedSession closed = bench().run(() -> close.run(ALICE, "first", opened.epoch()));

    assertThat(closed)
        .isEqualTo(
            new ClosedSession(
                true,
                "first",
                opened.epoch(),
                closed.presenceVersion(),
                List.of("n9"),
                List.of("c"),
                List.of("u"),
                List.of("bob:7"),
                closed.before()));
    assertThat(closed.before().online()).isTrue();
    assertThat(closed.before().sinceMs()).isBetween(before, System.currentTimeMillis());
    assertThat(closed.presenceVersion()).isGreaterThan(opened.presenceVersion());
    assertThat(read())
        .isEqualTo(new SessionRecord("", "", 0, OnlineState.OFFLINE, closed.presenceVersion()));
    assertThat(bench().parts()).containsExactly("i", "o", "w");
    assertThat(bench().left(bench().keys().user(ALICE, "o"))).isBetween(86_000_000L, 86_400_000L);
    assertThat(open("n1", SECOND, FIRST, true).epoch()).isGreaterThan(opened.epoch());
    assertThat(bench().left(bench().keys().user(ALICE, "o"))).isEqualTo(-1);
  }
}
