package io.rtmkit.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.server.cluster.script.Outgoing;
import io.rtmkit.server.core.channel.ChannelKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is done one after the other: sequences, and the turns of channels. */
class OneByOneTest {
  private static final ChannelKey ROOM = new ChannelKey("app", "room");

  private final List<String> begun = new ArrayList<>();
  private final List<CompletableFuture<String>> steps = new ArrayList<>();
  private final Sequence<String> sequence = new Sequence<>();
  private final ChannelTurns turns = new ChannelTurns(this::publish);

  private CompletableFuture<String> begin(String name) {
    begun.add(name);
    CompletableFuture<String> step = new CompletableFuture<>();
    steps.add(step);
    return step;
  }

  private CompletableFuture<String> publish(
      ChannelKey channel, List<ChannelOperation.Publish> messages) {
    List<Long> ids = messages.stream().map(each -> each.message().messageId()).toList();
    return begin(channel.channelId() + " " + ids);
  }

  private void publish(ChannelKey channel, long id) {
    publish(channel, id, "");
  }

  private void publish(ChannelKey channel, long id, String payload) {
    Publication event = Publication.newBuilder().setChannelId(payload).build();
    Outgoing message = new Outgoing("alice", "", 0, false, id, 0, event);
    turns.publish(
        channel,
        new ChannelOperation.Publish(message, null, false, false, (published, problem) -> {}));
  }

  @Test
  void aStepBeginsWhenTheOneBeforeItHasEnded() {
    CompletableFuture<String> first = sequence.run("a", () -> begin("first"));
    CompletableFuture<String> second = sequence.run("a", () -> begin("second"));
    sequence.run("b", () -> begin("of another key"));
    assertThat(begun).containsExactly("first", "of another key");
    steps.get(0).complete("done");
    assertThat(first).isCompletedWithValue("done");
    assertThat(second).isNotDone();
    assertThat(begun).endsWith("second");
  }

  @Test
  void aStepThatFailsHoldsNobodyUp() {
    CompletableFuture<String> first = sequence.run("a", () -> begin("first"));
    CompletableFuture<String> second =
        sequence.run(
            "a",
            () -> {
              throw new IllegalStateException("for a test");
            });
    CompletableFuture<String> third = sequence.run("a", () -> begin("third"));
    steps.get(0).completeExceptionally(new IllegalStateException("for a test"));
    assertThat(first).isCompletedExceptionally();
    assertThat(second).isCompletedExceptionally();
    assertThat(begun).containsExactly("first", "third");
    steps.get(1).complete("done");
    assertThat(third).isCompletedWithValue("done");
  }

  @Test
  void messagesThatWaitArePublishedTogetherAndOtherStepsAlone() {
    IntStream.rangeClosed(1, 3).forEach(id -> publish(ROOM, id));
    CompletableFuture<String> join = turns.run(ROOM, () -> begin("join"));
    publish(ROOM, 4);
    publish(new ChannelKey("app", "other"), 5);
    assertThat(begun).containsExactly("room [1]", "other [5]");
    steps.get(0).complete("");
    assertThat(begun).hasSize(3).endsWith("room [2, 3]");
    steps.get(2).completeExceptionally(new IllegalStateException("for a test"));
    assertThat(begun).hasSize(4).endsWith("join");
    assertThat(join).isNotDone();
    steps.get(3).complete("joined");
    assertThat(join).isCompletedWithValue("joined");
    assertThat(begun).hasSize(5).endsWith("room [4]");
  }

  @Test
  void noMoreThan128MessagesArePublishedTogether() {
    IntStream.rangeClosed(0, 200).forEach(id -> publish(ROOM, id));
    steps.get(0).complete("");
    steps.get(1).complete("");
    assertThat(begun.get(1)).startsWith("room [1, 2, ").endsWith(" 128]");
    assertThat(begun.get(2)).startsWith("room [129, ").endsWith(" 200]");
  }

  @Test
  void largeMessagesArePublishedInSmallerCompany() {
    String large = "x".repeat(100 << 10);
    IntStream.rangeClosed(0, 5).forEach(id -> publish(ROOM, id, large));
    steps.get(0).complete("");
    steps.get(1).complete("");
    assertThat(begun).containsExactly("room [0]", "room [1, 2, 3]", "room [4, 5]");
  }
}
