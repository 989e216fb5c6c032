package io.rtmkit.server.cluster.script;

import static io.rtmkit.server.cluster.script.ScriptBench.ALICE;
import static io.rtmkit.server.cluster.script.ScriptBench.BOB;
import static io.rtmkit.server.cluster.script.ScriptBench.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.rtmkit.server.core.login.LoginAttempt;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.OnlineState;
import io.rtmkit.server.core.session.ResumeKey;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a session has beside itself, and who may change it. One thread. */
interface SessionPartsContract {
  ResumeKey KEY = new ResumeKey("sid", ByteString.copyFromUtf8("secret"));

  ScriptBench bench();

  private OpenSessionScript open() {
    return new OpenSessionScript(bench().calls, bench().keys(), bench().operations);
  }

  private OpenedSession open(String node) {
    OpenSessionScript open = open();
    return bench()
        .run(() -> open.run(new SessionClaim(ALICE, node, KEY, null, LoginAttempt.NONE, true)));
  }

  private ClosedSession closeForNode(String node) {
    CloseSessionScript close =
        new CloseSessionScript(bench().calls, bench().keys(), bench().operations);
    return bench().run(() -> close.runForNode(ALICE, node));
  }

  private SessionSetScript sets() {
    return new SessionSetScript(bench().calls, bench().keys());
  }

  private WatchScript watch() {
    return new WatchScript(bench().calls, bench().keys());
  }

  @Test
  default void aServerThatIsGoneLosesOnlyItsOwnSessions() {
    OpenedSession opened = open("n1");

    assertThat(closeForNode("n2").closed()).isFalse();
    ClosedSession closed = closeForNode("n1");
    assertThat(closed.closed()).isTrue();
    assertThat(closed.sessionId()).isEqualTo("sid");
    assertThat(closed.epoch()).isEqualTo(opened.epoch());
    ClosedSession none = closeForNode("n1");
    assertThat(none)
        .isEqualTo(
            new ClosedSession(
                false,
                "",
                0,
                closed.presenceVersion(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new StateBefore(false, 0)));
  }

  @Test
  default void aSessionKeepsItsChannelsAndWhomItWatches() {
    long epoch = open("n1").epoch();
    List<String> many = IntStream.range(0, 9_000).mapToObj(i -> "channel " + i).toList();
    assertThat(bench().<Boolean>run(() -> sets().addChannels(ALICE, "sid", epoch, many))).isTrue();
    assertThat(
            bench()
                .<Boolean>run(
                    () -> sets().removeChannels(ALICE, "sid", epoch, many.subList(1, 9_000))))
        .isTrue();
    assertThat(
            bench().<Boolean>run(() -> sets().addWatched(ALICE, "sid", epoch, List.of("x", "y"))))
        .isTrue();
    assertThat(bench().<Boolean>run(() -> sets().removeWatched(ALICE, "sid", epoch, List.of("x"))))
        .isTrue();

    assertThat(bench().set(bench().keys().user(ALICE, "c"))).containsExactly("channel 0");
    assertThat(bench().set(bench().keys().user(ALICE, "p"))).containsExactly("y");
  }

  @Test
  default void whoHasNoSessionChangesNothingOfIt() {
    assertThat(await(sets().addChannels(ALICE, "sid", 1, List.of("c")))).isFalse();
    long epoch = open("n1").epoch();

    assertThat(await(sets().addChannels(ALICE, "sid", epoch - 1, List.of("c")))).isFalse();
    assertThat(await(sets().addWatched(ALICE, "other", epoch, List.of("x")))).isFalse();
    assertThat(await(sets().removeWatched(ALICE, "other", epoch, List.of("x")))).isFalse();
    assertThat(await(sets().removeChannels(ALICE, "other", epoch, List.of("c")))).isFalse();

    assertThat(bench().parts()).containsExactly("o");
  }

  @Test
  default void whoeverWatchesHearsTheState() {
    assertThat(bench().run(() -> watch().add(ALICE, "n2")))
        .isEqualTo(new SessionRecord("", "", 0, OnlineState.OFFLINE, 0));
    OpenedSession opened = open("n1");

    assertThat(opened.watchers()).containsExactly("n2");
    assertThat(bench().run(() -> watch().add(ALICE, "n3")))
        .isEqualTo(
            new SessionRecord(
                "n1", "sid", opened.epoch(), OnlineState.ONLINE, opened.presenceVersion()));
    await(watch().remove(ALICE, "n2"));
    await(watch().remove(ALICE, "n2"));
    assertThat(bench().set(bench().keys().user(ALICE, "w"))).containsExactly("n3");
  }

  @Test
  default void invitationsOfAUserAreForgottenByThemselves() {
    InvitationIndexScript index = new InvitationIndexScript(bench().calls, bench().keys());
    for (String invitation : List.of("alice:1", "bob:2", "bob:2")) {
      await(index.add(BOB, invitation));
    }
    assertThat(bench().left(bench().keys().user(BOB, "i"))).isBetween(590_000L, 600_000L);
    bench().expire(bench().keys().user(BOB, "i"), 50_000);
    await(index.remove(BOB, "alice:1"));
    await(index.remove(BOB, "alice:1"));

    assertThat(bench().set(bench().keys().user(BOB, "i"))).containsExactly("bob:2");
    assertThat(bench().left(bench().keys().user(BOB, "i"))).isLessThanOrEqualTo(50_000);
  }

  @Test
  default void whatComesTooLateIsNotDone() {
    OpenedSession opened = open("n1");

    assertThatThrownBy(
            () ->
                bench()
                    .late(
                        () ->
                            open()
                                .run(
                                    new SessionClaim(
                                        ALICE, "n2", KEY, null, LoginAttempt.NONE, true))))
        .hasCauseInstanceOf(StoreException.class)
        .hasMessageContaining("LATE");

    assertThat(await(new ReadSessionScript(bench().calls, bench().keys()).run(ALICE)))
        .isEqualTo(
            new SessionRecord(
                "n1", "sid", opened.epoch(), OnlineState.ONLINE, opened.presenceVersion()));
  }

  @Test
  default void numbersRiseThoughTheClockIsBehindThem() {
    long ahead = 9_000_000_000_000_000L;
    bench().set(bench().keys().user(ALICE, "o"), "ep", Long.toString(ahead));
    bench().set(bench().keys().user(ALICE, "o"), "pv", Long.toString(ahead + 5));

    OpenedSession opened = open("n1");

    assertThat(opened.epoch()).isEqualTo(ahead + 1);
    assertThat(opened.presenceVersion()).isEqualTo(ahead + 6);
  }

  @Test
  default void anOperationIsRememberedForAMinute() {
    open("n1");

    assertThat(bench().left(bench().keys().user(ALICE, "r:test"))).isBetween(50_000L, 60_000L);
  }

  @Test
  default void aUserHasItsSlotFromItsQueue() {
    assertThat(
            new String(
                bench().keys().user(ALICE, "o").get(0), java.nio.charset.StandardCharsets.UTF_8))
        .endsWith("{u:a%7bp%3a1%7d:al%7di%3a%7bce%257d}:o");
    assertThat(ClusterKeys.user(ClusterKeys.text(ALICE))).isEqualTo(ALICE);
  }
}
