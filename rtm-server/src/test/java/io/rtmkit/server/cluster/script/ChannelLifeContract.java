package io.rtmkit.server.cluster.script;

import static io.rtmkit.server.cluster.script.ChannelBench.EPOCH;
import static io.rtmkit.server.cluster.script.ChannelBench.message;
import static io.rtmkit.server.cluster.script.ChannelBench.outgoing;
import static io.rtmkit.server.cluster.script.ChannelBench.position;
import static io.rtmkit.server.cluster.script.ChannelBench.resent;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.server.core.channel.ChannelFacts;
import io.rtmkit.server.core.channel.LogEvent;
import io.rtmkit.server.core.channel.LogSlice;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a life of a channel ends because Redis has lost events of it. One thread. */
interface ChannelLifeContract {
  ScriptBench bench();

  private ChannelBench channel() {
    return new ChannelBench(bench());
  }

  /** Events up to 5, of which Redis loses the last two. */
  private ChannelBench setBack() {
    ChannelBench channel = channel();
    channel.join("n1", "alice");
    channel.join("n2", "bob");
    channel.publish("n1", outgoing("alice", 1), outgoing("alice", 2), outgoing("alice", 3));
    bench().set(channel.key("t"), "q", "3");
    bench().trim(channel.key("l"), 3);
    return channel;
  }

  /** What a server may know without Redis being behind; null for nothing. */
  private static List<@Nullable ChannelPosition> notAhead() {
    return Arrays.asList(
        null,
        position(EPOCH, 0),
        position(EPOCH, 3),
        position(EPOCH + 1, 4),
        position(EPOCH + 1, Long.MAX_VALUE));
  }

  @Test
  default void whoPublishesBehindWhatItKnowsBeginsAnotherLife() {
    ChannelBench channel = setBack();

    PublishedBatch published =
        channel.publish(position(EPOCH, 5), resent("alice", 1), outgoing("alice", 4));

    long epoch = published.facts().epoch();
    assertThat(epoch).isNotEqualTo(EPOCH).isPositive();
    assertThat(published.offsets()).as("what was there keeps its place").containsExactly(3L, 4L);
    assertThat(published.facts().members()).isEqualTo(2);
    assertThat(channel.read(EPOCH, 3).slice().known()).as("of the life before").isFalse();
    assertThat(channel.read(epoch, 3).slice())
        .isEqualTo(new LogSlice(true, 4, List.of(new LogEvent(4, message("alice", 4, "hello")))));
    assertThat(channel.publish(position(EPOCH, 5), outgoing("alice", 5)).facts().epoch())
        .as("who has not heard of it does not end the new one")
        .isEqualTo(epoch);
  }

  @Test
  default void whoPublishesWithWhatRedisHasEndsNothing() {
    ChannelBench channel = setBack();
    long offset = 4;
    for (ChannelPosition known : notAhead()) {
      PublishedBatch published = channel.publish(known, outgoing("alice", 10 + offset));
      assertThat(published.facts().epoch()).isEqualTo(EPOCH);
      assertThat(published.offsets()).containsExactly(offset++);
      bench().set(channel.key("t"), "q", "3");
      bench().trim(channel.key("l"), 3);
      offset = 4;
    }
  }

  @Test
  default void whoeverKnowsMoreThanRedisEndsALife() {
    for (long known : new long[] {4, 5, Long.MAX_VALUE}) {
      bench().clear();
      ChannelBench channel = setBack();

      ChannelFacts facts = channel.restart(position(EPOCH, known));

      assertThat(facts.epoch()).isNotEqualTo(EPOCH).isPositive();
      assertThat(facts.offset()).isEqualTo(3);
      assertThat(facts.members()).isEqualTo(2);
      assertThat(channel.restart(position(EPOCH, known))).as("and only once").isEqualTo(facts);
    }
  }

  @Test
  default void whoeverKnowsNoMoreEndsNothing() {
    ChannelBench channel = setBack();
    for (ChannelPosition known : notAhead()) {
      assertThat(channel.restart(known).epoch()).isEqualTo(EPOCH);
    }
  }

  @Test
  default void aChannelThatIsGoneIsNotMadeByEndingIt() {
    assertThat(channel().restart(position(EPOCH, 5)).offset()).isZero();
    assertThat(bench().parts()).isEmpty();
  }
}
