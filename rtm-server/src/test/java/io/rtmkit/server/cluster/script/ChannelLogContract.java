package io.rtmkit.server.cluster.script;

import static io.rtmkit.server.cluster.script.ChannelBench.EPOCH;
import static io.rtmkit.server.cluster.script.ChannelBench.LOG_EVENTS;
import static io.rtmkit.server.cluster.script.ChannelBench.SESSION_EPOCH;
import static io.rtmkit.server.cluster.script.ChannelBench.message;
import static io.rtmkit.server.cluster.script.ChannelBench.order;
import static io.rtmkit.server.cluster.script.ChannelBench.outgoing;
import static io.rtmkit.server.cluster.script.ChannelBench.position;
import static io.rtmkit.server.cluster.script.ChannelBench.session;
import static io.rtmkit.server.cluster.script.ScriptBench.NEWS;
import static io.rtmkit.server.cluster.script.ScriptBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.channel.LogEvent;
import io.rtmkit.server.core.channel.LogSlice;
import io.rtmkit.server.store.Eventually;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which events of a channel can still be had. One thread. */
interface ChannelLogContract {
  LogSlice UNKNOWN = new LogSlice(false, 0, List.of());

  ScriptBench bench();

  private ChannelBench channel() {
    return new ChannelBench(bench());
  }

  private void fill(ChannelBench channel, int messages) {
    channel.join("n1", "alice");
    for (int i = 1; i <= messages; i++) {
      int id = i;
      await(channel.publish().run(NEWS, "n1", null, List.of(outgoing("alice", id))));
    }
  }

  @Test
  default void positionsOfOtherChannelsSayNothing() {
    assertThat(channel().read(EPOCH, 0).slice()).isEqualTo(UNKNOWN);
    fill(channel(), 1);

    assertThat(channel().read(EPOCH + 1, 0).slice()).isEqualTo(UNKNOWN);
    assertThat(channel().read(EPOCH, 3).slice()).isEqualTo(UNKNOWN);
    assertThat(channel().read(EPOCH, -1).slice()).isEqualTo(UNKNOWN);
    assertThat(channel().read(EPOCH, Long.MAX_VALUE).slice()).isEqualTo(UNKNOWN);
    assertThat(channel().read(EPOCH, 2).slice()).isEqualTo(new LogSlice(true, 3, List.of()));
    assertThat(channel().read(EPOCH + 1, 0).facts().offset()).isEqualTo(2);
  }

  @Test
  default void oldEventsGiveWay() {
    fill(channel(), LOG_EVENTS + 4); // and the join

    LogSlice slice = channel().read(EPOCH, 2).slice();

    assertThat(slice.from()).isEqualTo(6);
    assertThat(slice.events()).hasSize(LOG_EVENTS);
    assertThat(slice.events().get(0)).isEqualTo(new LogEvent(6, message("alice", 5, "hello")));
    assertThat(channel().read(EPOCH, 5).slice().from()).isEqualTo(6);
    assertThat(channel().read(EPOCH, 10).slice().from()).isEqualTo(11);
    assertThat(channel().read(EPOCH, 10).slice().events()).hasSize(LOG_EVENTS - 5);
  }

  @Test
  default void manyAtOnceGiveWayToThemselves() {
    channel().join("n1", "alice");
    Outgoing[] messages = new Outgoing[LOG_EVENTS + 10];
    for (int i = 0; i < messages.length; i++) {
      messages[i] = outgoing("alice", i);
    }

    assertThat(channel().publish("n1", messages).offsets()).hasSize(messages.length).contains(2L);

    assertThat(channel().read(EPOCH, 0).slice().from()).isEqualTo(12);
    assertThat(bench().size(channel().key("l"))).isEqualTo(LOG_EVENTS);
  }

  @Test
  default void bytesGiveWayToo() {
    channel().join("n1", "alice");
    for (int i = 1; i <= 5; i++) {
      Outgoing large =
          new Outgoing(
              "alice",
              session("alice"),
              SESSION_EPOCH,
              false,
              i,
              0,
              message("alice", i, "x".repeat(30_000)));
      channel().publish("n1", large);
    }

    LogSlice slice = channel().read(EPOCH, 0).slice();

    assertThat(slice.from()).isEqualTo(4);
    assertThat(slice.events()).hasSize(3);
    assertThat(Long.parseLong(bench().hash(channel().key("t")).get("lb")))
        .isBetween(90_000L, 100_000L);
    for (int i = 0; i < LOG_EVENTS; i++) {
      channel().publish("n1", outgoing("alice", 100 + i));
    }
    assertThat(Long.parseLong(bench().hash(channel().key("t")).get("lb"))).isLessThan(9_000);
  }

  @Test
  default void anEventThatIsTooLargeIsNotKept() {
    channel().join("n1", "alice");
    Outgoing huge =
        new Outgoing(
            "alice",
            session("alice"),
            SESSION_EPOCH,
            false,
            1,
            0,
            message("alice", 1, "x".repeat(100_001)));

    assertThat(channel().publish("n1", huge).offsets()).containsExactly(2L);

    assertThat(channel().read(EPOCH, 0).slice()).isEqualTo(new LogSlice(true, 3, List.of()));
    assertThat(channel().publish("n1", outgoing("alice", 2)).offsets()).containsExactly(3L);
    assertThat(channel().read(EPOCH, 0).slice().from()).isEqualTo(3);
  }

  @Test
  default void theLogAgesWhileTheChannelLives() {
    ChannelBench quiet = new ChannelBench(bench(), ChannelBench.SHORT_LOG);
    fill(quiet, 2);
    Eventually.until(Duration.ofSeconds(10), () -> bench().size(quiet.key("l")) == 0);

    assertThat(quiet.read(EPOCH, 1).slice()).isEqualTo(new LogSlice(true, 4, List.of()));
    assertThat(quiet.read(EPOCH, 3).slice()).isEqualTo(new LogSlice(true, 4, List.of()));
    assertThat(channel().publish("n1", outgoing("alice", 9)).offsets()).containsExactly(4L);
    LogSlice slice = channel().read(EPOCH, 1).slice();
    assertThat(slice.from()).isEqualTo(4);
    assertThat(slice.events()).hasSize(1);
    assertThat(Long.parseLong(bench().hash(channel().key("t")).get("lb"))).isBetween(20L, 100L);
  }

  @Test
  default void whoeverComesBackGetsWhatItMissed() {
    fill(channel(), 3);
    channel().join("n1", "bob");

    JoinedChannel known = channel().join(order("n2", "carol", "c", position(EPOCH, 3)));
    JoinedChannel other = channel().join(order("n2", "dave", "d", position(EPOCH + 1, 3)));
    JoinedChannel ahead = channel().join(order("n2", "erin", "e", position(EPOCH, 7)));
    JoinedChannel already = channel().join(order("n3", "carol", "c", position(EPOCH, 5)));

    assertThat(known.replay().known()).isTrue();
    assertThat(known.replay().from()).isEqualTo(4);
    assertThat(known.replay().events()).extracting(LogEvent::offset).containsExactly(4L, 5L);
    assertThat(known.events()).extracting(LogEvent::offset).containsExactly(6L);
    assertThat(other.replay()).isEqualTo(UNKNOWN);
    assertThat(ahead.replay()).isEqualTo(UNKNOWN);
    assertThat(already.already()).isTrue();
    assertThat(already.replay().events()).extracting(LogEvent::offset).containsExactly(6L);
  }

  @Test
  default void aGapIsTold() {
    fill(channel(), LOG_EVENTS + 9);

    MovedMember moved = channel().move("n2", "alice", SESSION_EPOCH, position(EPOCH, 1));

    assertThat(moved.replay().known()).isTrue();
    assertThat(moved.replay().from()).isEqualTo(11);
    assertThat(moved.replay().events()).hasSize(LOG_EVENTS);
  }
}
