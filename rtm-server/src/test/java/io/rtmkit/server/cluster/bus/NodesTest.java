package io.rtmkit.server.cluster.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.cluster.wire.NodeInfo;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is there, and who is told to be gone, once. One thread. */
class NodesTest {
  private final Nodes nodes = new Nodes();

  private Nodes.Changes beat(List<String> live, List<String> expired) {
    return nodes.onBeat(
        new Beat(
            Beat.Own.KEPT,
            100,
            live.stream().map(node -> new LiveNode(node, NodeInfo.getDefaultInstance())).toList(),
            expired.stream().map(node -> new Beat.Expired(node, 50)).toList()));
  }

  private Stream<String> live() {
    return nodes.live().stream().map(LiveNode::node);
  }

  private boolean isLive(String node) {
    return nodes.live().stream().anyMatch(each -> each.node().equals(node));
  }

  @Test
  void whoseLeaseIsOverIsGoneOnce() {
    assertThat(beat(List.of("a", "b"), List.of()).gone()).isEmpty();
    assertThat(isLive("b")).isTrue();

    assertThat(beat(List.of("a"), List.of("b")).gone()).containsExactly("b");
    assertThat(isLive("b")).isFalse();
    Nodes.Changes again = beat(List.of("a"), List.of("b"));
    assertThat(again.gone()).isEmpty();
    assertThat(again.forgotten()).isEmpty();
    Nodes.Changes end = beat(List.of("a"), List.of());
    assertThat(end.gone()).isEmpty();
    assertThat(end.forgotten()).containsExactly("b");
  }

  @Test
  void whoLeavesIsGoneAtOnce() {
    beat(List.of("a", "b"), List.of());

    Nodes.Changes changes = beat(List.of("a"), List.of());
    assertThat(changes.gone()).containsExactly("b");
    assertThat(changes.forgotten()).containsExactly("b");
    assertThat(nodes.hasLeft("b")).isTrue();
    assertThat(nodes.onNoInbox("b")).as("known already").isFalse();
  }

  @Test
  void whoLeftLongAgoIsNotRemembered() {
    nodes.onNoInbox("b");
    for (int i = 0; i < 999; i++) {
      nodes.onNoInbox("n" + i);
    }
    assertThat(nodes.hasLeft("b")).isTrue();
    nodes.onNoInbox("one more");

    assertThat(nodes.hasLeft("b")).isFalse();
    assertThat(nodes.hasLeft("n0")).isTrue();
  }

  @Test
  void whoComesBackCanBeGoneAgain() {
    assertThat(beat(List.of("a"), List.of("b")).back()).isEmpty();
    assertThat(beat(List.of("a", "b"), List.of()).back()).containsExactly("b");
    assertThat(beat(List.of("a", "b"), List.of()).back()).as("told once").isEmpty();
    assertThat(isLive("b")).isTrue();

    assertThat(beat(List.of("a"), List.of("b")).gone()).containsExactly("b");
  }

  @Test
  void whoHasNoInboxIsGoneWhateverTheLeaseSays() {
    beat(List.of("a", "b"), List.of());
    assertThat(nodes.onNoInbox("b")).isTrue();
    assertThat(nodes.onNoInbox("b")).isFalse();

    assertThat(isLive("b")).isFalse();
    assertThat(live()).containsExactly("a");
    assertThat(beat(List.of("a", "b"), List.of()).gone()).isEmpty();
    assertThat(isLive("b")).isFalse();
    assertThat(beat(List.of("a"), List.of("b")).gone()).isEmpty();
    assertThat(nodes.hasLeft("b")).isTrue();
    beat(List.of("a"), List.of());
    assertThat(nodes.hasLeft("b")).isTrue();
  }

  @Test
  void whoseLeaseWasOverIsNotToldAgain() {
    beat(List.of("a"), List.of("b"));

    assertThat(nodes.onNoInbox("b")).isFalse();
  }
}
