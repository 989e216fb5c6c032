package io.rtmkit.server.cluster.script;

import static io.rtmkit.server.cluster.script.ChannelBench.EPOCH;
import static io.rtmkit.server.cluster.script.ChannelBench.SESSION_EPOCH;
import static io.rtmkit.server.cluster.script.ChannelBench.STORED;
import static io.rtmkit.server.cluster.script.ChannelBench.joined;
import static io.rtmkit.server.cluster.script.ChannelBench.left;
import static io.rtmkit.server.cluster.script.ChannelBench.order;
import static io.rtmkit.server.cluster.script.ChannelBench.outgoing;
import static io.rtmkit.server.cluster.script.ChannelBench.session;
import static io.rtmkit.server.cluster.script.ScriptBench.NEWS;
import static io.rtmkit.server.cluster.script.ScriptBench.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.server.core.channel.ChannelFacts;
import io.rtmkit.server.core.channel.LogEvent;
import io.rtmkit.server.core.channel.LogSlice;
import io.rtmkit.server.core.channel.Roster;
import io.rtmkit.server.core.port.StoreException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is in a channel, and on which server. One thread. */
interface RosterScriptsContract {
  ScriptBench bench();

  private ChannelBench channel() {
    return new ChannelBench(bench());
  }

  private ReadMembersScript members() {
    return new ReadMembersScript(bench().calls, bench().keys());
  }

  @Test
  default void theFirstMemberMakesTheChannel() {
    long before = System.currentTimeMillis();
    JoinedChannel first = channel().join("n1", "al}i:ce");

    assertThat(first.atMs()).isBetween(before, System.currentTimeMillis());
    assertThat(first)
        .isEqualTo(
            new JoinedChannel(
                false,
                true,
                new ChannelFacts(
                    EPOCH, 1, 1, first.facts().rosterVersion(), 0, 0, 0, STORED, List.of("n1")),
                List.of(new LogEvent(1, joined("al}i:ce"))),
                first.atMs(),
                new LogSlice(false, 0, List.of())));
    assertThat(first.facts().rosterVersion() / 1_000).isEqualTo(first.atMs());
    assertThat(channel().life("t")).isEqualTo(-1);
    assertThat(channel().life("l")).isBetween(90_000L, 100_000L);
  }

  @Test
  default void othersComeIn() {
    JoinedChannel first = channel().join("n1", "alice");

    JoinOrder order =
        new JoinOrder(NEWS, "n2", "bob", session("bob"), SESSION_EPOCH, null, 5, STORED + 9);
    JoinedChannel second = channel().join(order);

    assertThat(second.created()).isFalse();
    assertThat(second.facts().epoch()).isEqualTo(EPOCH);
    assertThat(second.facts().storedId()).isEqualTo(STORED);
    assertThat(second.facts().rosterVersion()).isGreaterThan(first.facts().rosterVersion());
    assertThat(second.facts().nodes()).containsExactlyInAnyOrder("n1", "n2");
    assertThat(second.events()).containsExactly(new LogEvent(2, joined("bob")));
  }

  @Test
  default void whoIsInAlreadyOnlyMoves() {
    JoinedChannel first = channel().join("n1", "alice");

    JoinedChannel again = channel().join("n2", "alice");

    assertThat(again.already()).isTrue();
    assertThat(again.events()).isEmpty();
    assertThat(again.facts().rosterVersion()).isEqualTo(first.facts().rosterVersion());
    assertThat(again.facts().offset()).isEqualTo(1);
    assertThat(again.facts().nodes()).containsExactly("n2");
    assertThat(channel().publish("n2", outgoing("alice", 1)).offsets()).containsExactly(2L);
  }

  @Test
  default void anOlderSessionLeavesFirst() {
    channel().join("n1", "alice");
    JoinedChannel second = channel().join("n1", "bob");

    JoinedChannel newer = channel().join(order("n2", "alice", "newer", null));

    assertThat(newer.already()).isFalse();
    assertThat(newer.events())
        .containsExactly(new LogEvent(3, left("alice")), new LogEvent(4, joined("alice")));
    assertThat(newer.facts().members()).isEqualTo(2);
    assertThat(newer.facts().rosterVersion()).isGreaterThan(second.facts().rosterVersion());
    assertThat(newer.facts().nodes()).containsExactlyInAnyOrder("n1", "n2");
    assertThat(channel().leave("alice", false).left()).isFalse();
    assertThat(await(members().run(NEWS, "alice", "newer", 9)).userIds())
        .containsExactly("bob", "alice");
  }

  @Test
  default void theOnlyMemberMayBeAnOlderSession() {
    channel().join("n1", "alice");

    JoinedChannel newer = channel().join(order("n2", "alice", "newer", null));

    assertThat(newer.created()).isFalse();
    assertThat(newer.facts().epoch()).isEqualTo(EPOCH);
    assertThat(newer.facts().nodes()).containsExactly("n2");
    assertThat(newer.events()).hasSize(2);
  }

  @Test
  default void aLargeChannelTellsNobodyWhoComesAndGoes() {
    for (String user : List.of("alice", "bob", "carol")) {
      assertThat(channel().join("n1", user).events()).hasSize(1);
    }

    JoinedChannel fourth = channel().join("n1", "dave");
    JoinedChannel newer = channel().join(order("n1", "dave", "newer", null));

    assertThat(fourth.events()).isEmpty();
    assertThat(fourth.facts().offset()).isEqualTo(3);
    assertThat(newer.events()).isEmpty();
    assertThat(newer.facts().rosterVersion()).isGreaterThan(fourth.facts().rosterVersion());
    assertThat(channel().leave("bob", false).events()).isEmpty();
    assertThat(channel().leave("carol", false).events())
        .containsExactly(new LogEvent(4, left("carol")));
  }

  @Test
  default void aMemberMovesWithoutNotice() {
    channel().join("n1", "alice");
    JoinedChannel second = channel().join("n1", "bob");

    MovedMember moved =
        channel().move("n2", "alice", SESSION_EPOCH + 1, ChannelBench.position(EPOCH, 1));

    assertThat(moved.moved()).isTrue();
    assertThat(moved.facts().offset()).isEqualTo(2);
    assertThat(moved.facts().rosterVersion()).isEqualTo(second.facts().rosterVersion());
    assertThat(moved.facts().nodes()).containsExactlyInAnyOrder("n1", "n2");
    assertThat(moved.replay())
        .isEqualTo(new LogSlice(true, 2, List.of(new LogEvent(2, joined("bob")))));
    assertThat(channel().publish("n1", outgoing("alice", 1)).offsets()).containsExactly(-1L);
    assertThat(channel().publish("n2", outgoing("alice", 1)).offsets()).containsExactly(-1L);
    Outgoing now =
        new Outgoing("alice", session("alice"), SESSION_EPOCH + 1, false, 1, 0, joined("instead"));
    assertThat(channel().publish("n2", now).offsets()).containsExactly(3L);
    assertThat(await(members().run(NEWS, "alice", session("alice"), 9)).userIds())
        .containsExactly("alice", "bob");
    assertThat(channel().move("n1", "bob", SESSION_EPOCH, null).facts().nodes()).hasSize(2);
    assertThat(channel().move("n2", "bob", SESSION_EPOCH, null).facts().nodes())
        .containsExactly("n2");
  }

  @Test
  default void whoIsNotInDoesNotMove() {
    channel().join("n1", "alice");

    MovedMember bob = channel().move("n2", "bob", 7, ChannelBench.position(EPOCH, 0));

    assertThat(bob.moved()).isFalse();
    assertThat(bob.replay().known()).isFalse();
    assertThat(bob.facts().nodes()).containsExactly("n1");
  }

  @Test
  default void aServerHearsAgainWhatItHeardThoughOthersCameBetween() {
    JoinChannelScript join = channel().join();
    JoinedChannel alice = await(join.run(order("n1", "alice", session("alice"), null)));
    long operation = bench().lastNumber();
    channel().join("n2", "bob");

    JoinedChannel again =
        bench().runAs(operation, () -> join.run(order("n1", "alice", session("alice"), null)));

    assertThat(again).isEqualTo(alice);
    assertThatThrownBy(
            () ->
                bench().runAs(operation, () -> join.run(order("n2", "bob", session("bob"), null))))
        .hasCauseInstanceOf(StoreException.class)
        .hasMessageContaining("LATE");
    assertThat(await(new CountMembersScript(bench().calls, bench().keys()).run(NEWS))).isEqualTo(2);
  }

  @Test
  default void membersAreReadByMembersAndOperators() {
    assertThat(await(members().run(NEWS, "alice", session("alice"), 9))).isNull();
    for (String user : List.of("dave", "carol", "bob", "alice")) {
      channel().join(user.equals("bob") ? "n2" : "n1", user);
    }

    assertThat(await(members().run(NEWS, "alice", session("alice"), 4)))
        .isEqualTo(new Roster(List.of("dave", "carol", "bob", "alice"), 4));
    Roster some = await(members().run(NEWS, "alice", session("alice"), 3));
    assertThat(some.count()).isEqualTo(4);
    assertThat(some.userIds())
        .hasSize(3)
        .doesNotHaveDuplicates()
        .isSubsetOf("dave", "carol", "bob", "alice");
    assertThat(await(members().run(NEWS, "alice", "other", 3))).isNull();
    assertThat(await(members().runForOperator(NEWS, 9)))
        .isEqualTo(
            new RosterPlaces(
                List.of(
                    new RosterPlaces.Place("dave", "n1"),
                    new RosterPlaces.Place("carol", "n1"),
                    new RosterPlaces.Place("bob", "n2"),
                    new RosterPlaces.Place("alice", "n1")),
                4));
    assertThat(await(new CountMembersScript(bench().calls, bench().keys()).run(NEWS))).isEqualTo(4);
  }

  @Test
  default void anEmptyChannelHasNoMembers() {
    assertThat(await(members().runForOperator(NEWS, 9))).isEqualTo(new RosterPlaces(List.of(), 0));
    assertThat(await(new CountMembersScript(bench().calls, bench().keys()).run(NEWS))).isZero();
  }
}
