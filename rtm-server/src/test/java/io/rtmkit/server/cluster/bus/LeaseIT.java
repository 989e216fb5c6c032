package io.rtmkit.server.cluster.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.cluster.wire.NodeInfo;
import io.rtmkit.server.redis.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is there, who is not any more, and what a server does that others took for gone. */
class LeaseIT extends SharedRedis {
  private static final String LEASES = TestServer.PREFIX + "{nodes}:lease";
  private static final String INFO = TestServer.PREFIX + "{nodes}:info";

  private TestServer a;
  private TestServer b;

  @BeforeEach
  void startServers() throws IOException {
    a = server("a", TestServer.QUICK);
    b = server("b", TestServer.QUICK);
  }

  private static String nameOf(LiveNode node) {
    return node.info().getName();
  }

  @Test
  void serversTellOfThemselves() {
    assertThat(a.bus.nodes()).extracting(LeaseIT::nameOf).containsExactlyInAnyOrder("a", "b");
    assertThat(a.node()).hasSize(22).isNotEqualTo(b.node());
    assertThat(a.sees("nobody")).isFalse();
    assertThat(commands.pttl(a.inbox())).isBetween(50_000L, 60_000L);
  }

  @Test
  void whoLeavesIsGoneAtOnce() {
    String node = b.node();
    for (int i = 0; i < 1_000; i++) {
      b.bus.send(a.node(), Items.of(i));
    }
    b.bus.drainAndLeave(false);
    assertThat(commands.exists(b.inbox())).isZero();
    assertThat(commands.zscore(LEASES, bytes(node))).isNull();
    assertThat(commands.hlen(INFO)).isEqualTo(1);

    a.bus.send(node, Items.of(1));
    soon(() -> a.told.gone.contains(node));
    soon(() -> !a.sees(node) && a.bus.hasLeft(node));
    soon(() -> a.told.from(node).size() == 1_000);
    soon(() -> a.bus.nodes().size() == 1);
    assertThat(a.told.gone).containsExactly(node);
    assertThat(a.told.expired).isEmpty();
    assertThat(a.told.gaps).isEmpty();
  }

  private static byte[] bytes(String text) {
    return Script.bytes(text);
  }

  @Test
  void whoDiesIsGoneWhenTheLeaseIsOver() throws Exception {
    String node = b.node();
    b.die();
    soon(() -> a.told.gone.contains(node));
    soon(() -> a.told.expired.size() >= 3);

    assertThat(a.sees(node)).isFalse();
    assertThat(a.told.gone).containsExactly(node);
    assertThat(a.told.expired).containsOnly(node);
    assertThat(a.told.expiredAgo).isSorted();
    assertThat(a.bus.forget(a.node()).get(5, TimeUnit.SECONDS)).as("it is there").isFalse();
    assertThat(a.bus.forget(node).get(5, TimeUnit.SECONDS)).isTrue();
    assertThat(commands.zcard(LEASES)).isEqualTo(1);
    assertThat(commands.hlen(INFO)).isEqualTo(1);
    assertThat(commands.exists(b.inbox())).as("its time is not over").isEqualTo(1);
  }

  @Test
  void whoseLeaseWasTakenAwayBeginsAnew() {
    String before = b.node();
    a.bus.send(before, Items.of(1));
    b.bus.send(a.node(), Items.of(1));
    soon(() -> a.told.count() == 1 && b.told.count() == 1);
    commands.zrem(LEASES, bytes(before));
    soon(() -> b.told.lease.size() == 2);

    assertThat(b.told.lease).containsExactly("lost", "back anew");
    assertThat(b.node()).isNotEqualTo(before);
    soon(() -> a.sees(b.node()));
    soon(() -> a.told.gone.contains(before));
    assertThat(a.told.gone).containsExactly(before);
    a.bus.send(b.node(), Items.of(2));
    b.bus.send(a.node(), Items.of(3));
    soon(() -> a.told.count() == 2 && b.told.count() == 2);
    assertThat(a.told.from(b.node())).containsExactly(3L);
    assertThat(b.told.from(a.node())).containsExactly(1L, 2L);
    assertThat(a.told.gaps).isEmpty();
    assertThat(b.told.gaps).isEmpty();
    assertThat(b.bus.isPartitioned()).isFalse();
    soon(() -> commands.keys(TestServer.PREFIX + "{in:*").size() == 2);
  }

  @Test
  void whoseInboxIsGoneBeginsAnew() {
    String before = b.node();
    commands.del(b.inbox());
    soon(() -> b.told.lease.size() == 2);

    assertThat(b.told.lease).containsExactly("lost", "back anew");
    assertThat(b.node()).isNotEqualTo(before);
    a.bus.send(before, Items.of(1));
    a.bus.send(b.node(), Items.of(2));
    soon(() -> b.told.count() == 1);
    assertThat(b.told.from(a.node())).containsExactly(2L);
    soon(() -> a.told.gone.contains(before));
    soon(() -> a.told.expired.contains(before));
    assertThat(a.told.gone).containsExactly(before);
  }

  @Test
  void whoCannotRenewTheLeaseKnowsWhenItIsOver() throws Exception {
    String before = a.node();
    long paused = System.nanoTime();
    redis.pause();
    soon(a.bus::isPartitioned);
    assertThat(Duration.ofNanos(System.nanoTime() - paused))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(15));
    soon(() -> !a.told.lease.isEmpty() && !b.told.lease.isEmpty());
    Duration since = a.bus.partitionedFor();
    b.bus.send(before, Items.of(1));
    soon(() -> a.bus.partitionedFor().compareTo(since) > 0);
    redis.resume();
    soon(() -> a.told.lease.size() == 2 && b.told.lease.size() == 2);

    assertThat(a.told.lease).containsExactly("lost", "back");
    assertThat(b.told.lease).containsExactly("lost", "back");
    assertThat(a.node()).isEqualTo(before);
    soon(() -> a.told.count() == 1);
    soon(() -> !a.bus.isPartitioned() && a.sees(b.node()) && b.sees(before));
    assertThat(a.bus.partitionedFor()).isZero();
  }

  @Test
  void aLeaseIsWrittenOnlyByWhoHasOneOrBegins() throws Exception {
    Scripts scripts = new Scripts(redis.uri());
    try (scripts) {
      Duration lease = Duration.ofMinutes(1);
      assertThat(scripts.beat("x", false, lease).own()).isEqualTo(Beat.Own.GONE);
      assertThat(commands.zscore(LEASES, bytes("x"))).isNull();
      assertThat(scripts.beat("x", true, lease).own()).isEqualTo(Beat.Own.FRESH);
      assertThat(scripts.beat("x", true, lease).own()).isEqualTo(Beat.Own.KEPT);
      assertThat(scripts.beat("x", false, lease).own()).isEqualTo(Beat.Own.KEPT);
      commands.zadd(LEASES, 1, bytes("x"));
      Beat others = scripts.beat("y", true, lease);
      assertThat(others.expired()).containsExactly(new Beat.Expired("x", 1));
      assertThat(others.live())
          .extracting(LiveNode::node)
          .containsExactlyInAnyOrder(a.node(), b.node(), "y");
      assertThat(scripts.beat("x", false, lease).own()).isEqualTo(Beat.Own.EXPIRED);
      assertThat(scripts.beat("x", false, lease).own()).isEqualTo(Beat.Own.KEPT);
      assertThat(scripts.beat("y", false, lease).live())
          .contains(new LiveNode("x", NodeInfo.newBuilder().setName("x").build()));
      assertThat(List.of(scripts.forget("x", false), scripts.forget("x", true)))
          .containsExactly(false, true);
      assertThat(scripts.forget("x", false)).as("again").isTrue();
    }
  }
}
