package io.rtmkit.server.cluster.script;

import static io.rtmkit.server.cluster.script.ChannelBench.EPOCH;
import static io.rtmkit.server.cluster.script.ChannelBench.RULES;
import static io.rtmkit.server.cluster.script.ChannelBench.STORED;
import static io.rtmkit.server.cluster.script.ChannelBench.joined;
import static io.rtmkit.server.cluster.script.ChannelBench.left;
import static io.rtmkit.server.cluster.script.ChannelBench.order;
import static io.rtmkit.server.cluster.script.ChannelBench.session;
import static io.rtmkit.server.cluster.script.ScriptBench.NEWS;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.channel.ChannelFacts;
import io.rtmkit.server.core.channel.LogEvent;
import io.rtmkit.server.core.channel.LogSlice;
import io.rtmkit.server.store.Eventually;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who goes from a channel, and what is left of it. One thread. */
interface LeaveScriptContract {
  ScriptBench bench();

  private ChannelBench channel() {
    return new ChannelBench(bench());
  }

  @Test
  default void onlyMembersLeave() {
    LeftChannel nobody = channel().leave("alice", false);
    channel().join("n1", "alice");
    LeftChannel other = channel().leave("alice", "other", false);

    assertThat(nobody)
        .isEqualTo(
            new LeftChannel(
                false, false, new ChannelFacts(0, 0, 0, 0, 0, 0, 0, 0, List.of()), List.of(), 0));
    assertThat(other.left()).isFalse();
    assertThat(other.facts().members()).isEqualTo(1);
    assertThat(other.facts().offset()).isEqualTo(1);
  }

  @Test
  default void othersHearOfIt() {
    long joinedMs = channel().join("n2", "alice").atMs();
    channel().join("n3", "bob");

    LeftChannel gone = channel().leave("alice", false);

    assertThat(gone)
        .isEqualTo(
            new LeftChannel(
                true,
                false,
                new ChannelFacts(
                    EPOCH, 3, 1, gone.facts().rosterVersion(), 0, 0, 0, STORED, List.of("n3")),
                List.of(new LogEvent(3, left("alice"))),
                joinedMs));
    assertThat(channel().life("t")).isEqualTo(-1);
    assertThat(channel().read(EPOCH, 0).slice().events())
        .containsExactly(
            new LogEvent(1, joined("alice")),
            new LogEvent(2, joined("bob")),
            new LogEvent(3, left("alice")));
  }

  @Test
  default void theLastTakesTheChannelAlong() {
    channel().join("n1", "alice");
    channel().join("n1", "bob");
    channel().leave("alice", false);

    LeftChannel last = channel().leave("bob", false);

    assertThat(last.left()).isTrue();
    assertThat(last.destroyed()).isTrue();
    assertThat(last.facts())
        .isEqualTo(
            new ChannelFacts(
                EPOCH, 4, 0, last.facts().rosterVersion(), 0, 0, 0, STORED, List.of()));
    assertThat(last.events()).containsExactly(new LogEvent(4, left("bob")));
    assertThat(bench().parts()).isEmpty();
    assertThat(channel().leave("bob", false).left()).isFalse();
    assertThat(channel().join("n1", "alice").created()).isTrue();
  }

  @Test
  default void theEventsWaitForWhoWasLost() {
    channel().join("n1", "alice");

    LeftChannel lost = channel().leave("alice", true);

    assertThat(lost.left()).isTrue();
    assertThat(lost.destroyed()).isFalse();
    assertThat(bench().parts()).containsExactly("l", "t");
    assertThat(channel().life("l")).isBetween(90_000L, 100_000L);
    assertThat(channel().life("t")).isBetween(90_000L, 100_000L);
    JoinedChannel back =
        channel().join(order("n2", "alice", "newer", ChannelBench.position(EPOCH, 1)));
    assertThat(back.created()).isFalse();
    assertThat(back.replay())
        .isEqualTo(new LogSlice(true, 2, List.of(new LogEvent(2, left("alice")))));
    assertThat(back.events()).containsExactly(new LogEvent(3, joined("alice")));
    assertThat(channel().life("t")).isEqualTo(-1);
  }

  @Test
  default void anEmptyChannelGoesWithItsLog() {
    ChannelBench shortLived = new ChannelBench(bench(), ChannelBench.SHORT_LOG);
    shortLived.join("n1", "alice");
    shortLived.leave("alice", true);

    Eventually.until(Duration.ofSeconds(10), () -> bench().parts().isEmpty());

    assertThat(shortLived.join("n1", "alice").created()).isTrue();
  }

  @Test
  default void withoutALogNothingIsKeptForTheLost() {
    ChannelScriptRules none =
        new ChannelScriptRules(
            3, 0, 100_000, Duration.ofSeconds(100), Duration.ofSeconds(300), Duration.ZERO);
    ChannelBench forgetful = new ChannelBench(bench(), none);
    JoinedChannel joined = forgetful.join("n1", "alice");
    assertThat(joined.facts().offset()).isEqualTo(1);
    assertThat(forgetful.read(EPOCH, 0).slice()).isEqualTo(new LogSlice(true, 2, List.of()));

    assertThat(forgetful.leave("alice", true).destroyed()).isTrue();
    assertThat(bench().parts()).isEmpty();
  }

  @Test
  default void aLargeChannelIsCountedDown() {
    for (String user : List.of("a", "b", "c", "d")) {
      channel().join("n1", user);
    }
    bench().expire(channel().key("l"), 50_000);
    ChannelFacts before = channel().join("n1", "e").facts();
    ChannelFacts facts = channel().leave("e", true).facts();

    assertThat(facts.members()).isEqualTo(RULES.membersListed() + 1);
    assertThat(facts.offset()).isEqualTo(RULES.membersListed());
    assertThat(facts.rosterVersion()).isGreaterThan(before.rosterVersion());
    assertThat(channel().life("l")).isLessThanOrEqualTo(50_000);
  }

  @Test
  default void oldEventsAreNotOfANewChannel() {
    channel().join("n1", "alice");
    channel().join("n1", "bob");
    bench().delete(channel().key("t"));

    JoinOrder again = new JoinOrder(NEWS, "n1", "carol", session("carol"), 1, null, 77, 5);
    JoinedChannel created = channel().join(again);

    assertThat(created.created()).isTrue();
    assertThat(created.facts().epoch()).isEqualTo(77);
    assertThat(created.facts().offset()).isEqualTo(1);
    assertThat(created.facts().members()).isEqualTo(3);
    assertThat(channel().read(77, 0).slice().events())
        .containsExactly(new LogEvent(1, joined("carol")));
    assertThat(bench().size(channel().key("l"))).isEqualTo(1);
  }

  @Test
  default void aChannelMayTellNobodyAnything() {
    ChannelScriptRules rules =
        new ChannelScriptRules(
            0, 40, 100_000, Duration.ofSeconds(100), Duration.ofSeconds(300), Duration.ZERO);
    ChannelBench quiet = new ChannelBench(bench(), rules);

    JoinedChannel joined =
        quiet.join(order("n1", "alice", session("alice"), ChannelBench.position(EPOCH, 0)));

    assertThat(joined.created()).isTrue();
    assertThat(joined.events()).isEmpty();
    assertThat(joined.replay()).isEqualTo(new LogSlice(true, 1, List.of()));
    assertThat(quiet.read(EPOCH, 0).slice()).isEqualTo(new LogSlice(true, 1, List.of()));
    assertThat(quiet.leave("alice", true).destroyed()).isTrue();
  }
}
