package io.rtmkit.server.cluster.script;

import static io.rtmkit.server.cluster.script.ChannelBench.EPOCH;
import static io.rtmkit.server.cluster.script.ChannelBench.SESSION_EPOCH;
import static io.rtmkit.server.cluster.script.ChannelBench.STORED;
import static io.rtmkit.server.cluster.script.ChannelBench.message;
import static io.rtmkit.server.cluster.script.ChannelBench.ofBackEnd;
import static io.rtmkit.server.cluster.script.ChannelBench.outgoing;
import static io.rtmkit.server.cluster.script.ChannelBench.resent;
import static io.rtmkit.server.cluster.script.ChannelBench.session;
import static io.rtmkit.server.cluster.script.ScriptBench.NEWS;
import static io.rtmkit.server.cluster.script.ScriptBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.channel.LogEvent;
import io.rtmkit.server.core.channel.LogSlice;
import io.rtmkit.server.core.port.PublishedIds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of messages. One thread. */
interface PublishScriptContract {
  ScriptBench bench();

  private ChannelBench channel() {
    return new ChannelBench(bench());
  }

  private static Outgoing stored(long id, long storedId) {
    return new Outgoing(
        "alice",
        session("alice"),
        SESSION_EPOCH,
        false,
        id,
        storedId,
        message("alice", id, "kept"));
  }

  @Test
  default void messagesGetOffsetsInTheirOrder() {
    channel().join("n1", "alice");
    channel().join("n2", "bob");

    PublishedBatch published = channel().publish("n1", outgoing("alice", -1), outgoing("alice", 2));

    assertThat(published.offsets()).containsExactly(3L, 4L);
    assertThat(published.facts().epoch()).isEqualTo(EPOCH);
    assertThat(published.facts().offset()).isEqualTo(4);
    assertThat(published.facts().members()).isEqualTo(2);
    assertThat(published.facts().nodes()).containsExactlyInAnyOrder("n1", "n2");
    assertThat(channel().read(EPOCH, 2).slice())
        .isEqualTo(
            new LogSlice(
                true,
                3,
                List.of(
                    new LogEvent(3, message("alice", -1, "hello")),
                    new LogEvent(4, message("alice", 2, "hello")))));
    assertThat(channel().publish("n2", outgoing("bob", 2)).offsets()).containsExactly(5L);
  }

  @Test
  default void onlyMembersSpeakAndOnlyWhereTheyAre() {
    channel().join("n1", "alice");
    channel().join("n2", "bob");
    Outgoing otherSession =
        new Outgoing("alice", "other", SESSION_EPOCH, false, 2, 0, message("alice", 2, "no"));
    Outgoing otherEpoch =
        new Outgoing(
            "alice", session("alice"), SESSION_EPOCH - 1, false, 3, 0, message("alice", 3, "no"));

    PublishedBatch published =
        channel()
            .publish(
                "n1",
                outgoing("carol", 1),
                otherSession,
                outgoing("alice", 5),
                otherEpoch,
                outgoing("bob", 4),
                outgoing("alice", 6));

    assertThat(published.offsets()).containsExactly(-1L, -1L, 3L, -1L, -1L, 4L);
    assertThat(published.facts().offset()).isEqualTo(4);
    assertThat(bench().size(channel().key("l"))).isEqualTo(4);
  }

  @Test
  default void aBackEndNeedNotBeThereButTheChannelMust() {
    assertThat(channel().publish("n1", ofBackEnd("robot", 1)).offsets()).containsExactly(-1L);
    assertThat(bench().parts()).isEmpty();
    channel().join("n2", "alice");

    assertThat(channel().publish("n1", ofBackEnd("robot", 1)).offsets()).containsExactly(2L);
  }

  @Test
  default void aBackEndSpeaksToTheLostToo() {
    channel().join("n1", "alice");
    channel().leave("alice", true);

    assertThat(channel().publish("n1", ofBackEnd("robot", 1)).offsets()).containsExactly(3L);

    assertThat(channel().life("t")).isBetween(90_000L, 100_000L);
    assertThat(channel().life("l")).isBetween(90_000L, 100_000L);
  }

  @Test
  default void whatWasSentAgainKeepsItsPlace() {
    channel().join("n1", "alice");
    channel().join("n1", "bob");
    channel().publish("n1", outgoing("alice", 7), outgoing("bob", 7), outgoing("alice", 8));

    bench().expire(channel().key("l"), 50_000);
    PublishedBatch again = channel().publish("n1", resent("bob", 7), resent("alice", 7));

    assertThat(again.offsets()).containsExactly(4L, 3L);
    assertThat(again.facts().offset()).isEqualTo(5);
    assertThat(channel().life("l")).isLessThanOrEqualTo(50_000);
    assertThat(channel().publish("n1", resent("bob", 8)).offsets()).containsExactly(6L);
    assertThat(channel().publish("n1", resent("alice", 9), resent("alice", 9)).offsets())
        .containsExactly(7L, 7L);
    assertThat(channel().publish("n1", outgoing("alice", 9)).offsets()).containsExactly(8L);
    assertThat(channel().publish("n2", resent("alice", 7)).offsets()).containsExactly(-1L);
  }

  @Test
  default void whatWasSentAgainIsFoundFarBack() {
    channel().join("n1", "alice");
    List<Outgoing> messages = new ArrayList<>();
    for (int i = 0; i < ChannelBench.LOG_EVENTS; i++) {
      messages.add(outgoing("alice", i));
    }
    channel().publish("n1", messages.toArray(Outgoing[]::new));

    for (int i = 0; i < ChannelBench.LOG_EVENTS; i++) {
      assertThat(channel().publish("n1", resent("alice", i)).offsets()).containsExactly(i + 2L);
    }
    channel().publish("n1", outgoing("alice", 1_000));
    assertThat(channel().publish("n1", resent("alice", 1)).offsets()).containsExactly(3L);
    assertThat(channel().publish("n1", resent("alice", 0)).offsets())
        .containsExactly(ChannelBench.LOG_EVENTS + 3L);
  }

  @Test
  default void aJoinIsNotTakenForAMessage() {
    channel().join("n1", "alice");

    assertThat(channel().publish("n1", resent("alice", 0)).offsets()).containsExactly(2L);
  }

  private PublishedIds kept(long afterMs, int most) {
    return await(new ReadKeptScript(bench().calls, bench().keys()).run(NEWS, afterMs, most));
  }

  @Test
  default void theStoredIdIsThatOfTheLastThatIsKept() {
    channel().join("n1", "alice");

    assertThat(channel().publish("n1", stored(1, STORED + 5)).facts().storedId())
        .isEqualTo(STORED + 5);
    assertThat(
            channel()
                .publish("n1", stored(2, STORED + 2), stored(3, STORED + 1))
                .facts()
                .storedId())
        .isEqualTo(STORED + 1);
    assertThat(channel().publish("n1", outgoing("alice", 4)).facts().storedId())
        .isEqualTo(STORED + 1);
    assertThat(channel().publish("n1", stored(5, Long.MAX_VALUE)).facts().storedId())
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  default void whatIsKeptIsKnownInTheOrderOfItsPublication() {
    long before = System.currentTimeMillis();
    channel().join("n1", "alice");
    assertThat(kept(0, 10)).isEqualTo(new PublishedIds(List.of(), 0));

    channel().publish("n1", stored(1, STORED + 5), outgoing("alice", 2), stored(3, STORED + 2));
    channel().publish("n1", stored(4, Long.MAX_VALUE), outgoing("mallory", 5));

    assertThat(kept(before - 60_000, 10))
        .isEqualTo(new PublishedIds(List.of(STORED + 5, STORED + 2, Long.MAX_VALUE), 0));
    assertThat(kept(before - 60_000, 2))
        .isEqualTo(new PublishedIds(List.of(STORED + 2, Long.MAX_VALUE), 1));
    assertThat(kept(before + 60_000, 10)).isEqualTo(new PublishedIds(List.of(), 0));
    assertThat(channel().life("s")).isBetween(290_000L, 300_000L);
  }

  @Test
  default void whatIsKeptIsFoundAlsoWhenItsEventIsGone() {
    channel().join("n1", "alice");
    channel().publish("n1", stored(1, STORED + 5));
    for (int i = 0; i < ChannelBench.LOG_EVENTS; i++) {
      channel().publish("n1", outgoing("alice", 100 + i));
    }
    Outgoing again = stored(1, STORED + 5);
    PublishedBatch batch =
        channel()
            .publish(
                "n1",
                new Outgoing(
                    again.userId(),
                    again.sessionId(),
                    again.sessionEpoch(),
                    true,
                    again.messageId(),
                    again.storedId(),
                    again.event()));
    assertThat(batch.offsets()).containsExactly(0L);
    assertThat(kept(0, 10).ids()).containsExactly(STORED + 5);
  }

  @Test
  default void whatIsKeptOutlivesTheChannel() {
    channel().join("n1", "alice");
    channel().publish("n1", stored(1, STORED + 5));
    channel().leave("alice", true);
    assertThat(kept(0, 10).ids()).containsExactly(STORED + 5);
  }
}
