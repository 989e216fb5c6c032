package io.rtmkit.server.cluster.script;

import static io.rtmkit.server.cluster.script.AttributeWrites.CONFIG;
import static io.rtmkit.server.cluster.script.AttributeWrites.clear;
import static io.rtmkit.server.cluster.script.AttributeWrites.expecting;
import static io.rtmkit.server.cluster.script.AttributeWrites.merge;
import static io.rtmkit.server.cluster.script.AttributeWrites.texts;
import static io.rtmkit.server.cluster.script.ChannelBench.EPOCH;
import static io.rtmkit.server.cluster.script.ScriptBench.NEWS;
import static io.rtmkit.server.cluster.script.ScriptBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeOperationError;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.ChannelAttributesReply;
import io.rtmkit.protocol.v1.LockAction;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.server.config.AttributeConfig;
import io.rtmkit.server.core.attribute.AttributesWritten;
import io.rtmkit.server.core.channel.ChannelFacts;
import io.rtmkit.server.store.Eventually;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the attributes of channels. One thread. */
interface ChannelAttributesContract {
  AttributeConfig SHORT_LIVED = new AttributeConfig(4, 8, 40, 60, 60, 0, Duration.ofMillis(40));

  ScriptBench bench();

  private ChannelBench channel() {
    return new ChannelBench(bench());
  }

  private static WriteChannelAttributesRequest request(AttributeWrite write) {
    return WriteChannelAttributesRequest.newBuilder().setWrite(write).build();
  }

  private static WriteChannelAttributesRequest telling(AttributeWrite write) {
    return request(write).toBuilder().setNotifyMembers(true).build();
  }

  private static WriteChannelAttributesRequest locked(String lock, AttributeWrite write) {
    return request(write).toBuilder().setLockName(lock).build();
  }

  private AttributesChange write(String writer, WriteChannelAttributesRequest request) {
    return write(CONFIG, writer, request);
  }

  private AttributesChange write(
      AttributeConfig config, String writer, WriteChannelAttributesRequest request) {
    WriteAttributesScript script =
        new WriteAttributesScript(bench().calls, bench().keys(), config, bench().operations);
    return bench().run(config.equals(CONFIG), () -> script.runForChannel(NEWS, writer, request));
  }

  private ChannelAttributesReply read(String... keys) {
    return await(
        new ReadAttributesScript(bench().calls, bench().keys()).channel(NEWS, List.of(keys)));
  }

  private ChannelFacts facts() {
    return channel().read(EPOCH, 0).facts();
  }

  @Test
  default void whoWroteItAndWhenIsKept() {
    channel().join("n1", "alice");
    channel().join("n2", "bob");
    long before = System.currentTimeMillis();

    AttributesChange change = write("carol", telling(merge("a=1", "b=2")));

    assertThat(change.written().isDone()).isTrue();
    assertThat(change.nodes()).containsExactlyInAnyOrder("n1", "n2");
    Attribute first = change.all().get(0);
    assertThat(first.getLastUpdateUserId()).isEqualTo("carol");
    assertThat(first.getLastUpdateMs())
        .isBetween(before - 10_000, System.currentTimeMillis() + 10_000);
    AttributesChange second = write("dave", telling(merge("b=3", "c=4")));
    assertThat(second.all()).startsWith(first);
    assertThat(texts(second.all())).containsExactly("a=1", "b=3", "c=4");
    assertThat(second.all().get(1).getLastUpdateUserId()).isEqualTo("dave");
    assertThat(read())
        .isEqualTo(
            ChannelAttributesReply.newBuilder()
                .setChannelId(NEWS.channelId())
                .setRevision(second.written().revision())
                .addAllAttributes(second.all())
                .build());
    assertThat(texts(read("c", "x", "a").getAttributesList())).containsExactly("a=1", "c=4");
    assertThat(channel().life("a")).isEqualTo(-1);
  }

  @Test
  default void theFactsSayWhatMembersWereTold() {
    channel().join("n1", "alice");
    long told = write("carol", telling(merge("a=1"))).written().revision();
    AttributesChange quiet = write("carol", request(merge("a=2")));
    long revision = quiet.written().revision();

    assertThat(quiet.all()).isEmpty();
    assertThat(quiet.nodes()).isEmpty();
    assertThat(revision).isGreaterThan(told);
    assertThat(facts().attributesTold()).isEqualTo(told);
    assertThat(facts().attributesRevision()).isEqualTo(revision);
    assertThat(channel().join("n1", "bob").facts().attributesTold()).isEqualTo(told);
  }

  @Test
  default void limitsAndRevisionsAreHeldTo() {
    AttributesChange conflict = write("alice", telling(expecting(7, merge("a=1"))));
    AttributesChange tooMany = write("alice", request(merge("a=1", "b=1", "c=1", "d=1", "e=1")));
    AttributesChange tooLarge =
        write("alice", request(merge("a=" + "x".repeat(30), "b=" + "x".repeat(30))));
    AttributesChange problem = write("alice", request(merge("a=" + "x".repeat(41))));

    assertThat(conflict.written())
        .isEqualTo(
            AttributesWritten.refused(
                AttributeOperationError.ATTRIBUTE_OPERATION_ERR_CONFLICT_VALUE,
                "expectedRevision: is 7, but the attributes have revision 0"));
    assertThat(conflict.all()).isEmpty();
    assertThat(tooMany.written())
        .isEqualTo(
            AttributesWritten.refused(
                AttributeOperationError.ATTRIBUTE_OPERATION_ERR_SIZE_OVERFLOW_VALUE,
                "attributes: would be 5, at most 4 are allowed"));
    assertThat(tooLarge.written())
        .isEqualTo(
            AttributesWritten.refused(
                AttributeOperationError.ATTRIBUTE_OPERATION_ERR_SIZE_OVERFLOW_VALUE,
                "attributes: keys and values would have 62 bytes together, at most 60 are allowed"));
    assertThat(problem.written().isDone()).isFalse();
    assertThat(bench().parts()).isEmpty();
  }

  @Test
  default void aLockThatIsNamedMustBeHeld() {
    channel().join("n1", "alice");
    AttributesWritten unlocked = write("alice", locked("door", merge("a=1"))).written();
    assertThat(unlocked)
        .isEqualTo(
            AttributesWritten.refused(
                AttributeOperationError.ATTRIBUTE_OPERATION_ERR_LOCK_NOT_HELD_VALUE,
                "lockName: the lock is not held by alice"));
    LockScript lock = new LockScript(bench().calls, bench().keys(), 4, bench().operations);
    LockRequest.Builder request =
        LockRequest.newBuilder().setAction(LockAction.LOCK_ACTION_ACQUIRE).setLockName("door");
    await(lock.run(NEWS, "bob", request.setTtlMs(60_000).build()));

    assertThat(write("alice", locked("door", merge("a=1"))).written()).isEqualTo(unlocked);
    assertThat(write("bob", locked("window", merge("a=1"))).written().isDone()).isFalse();
    assertThat(write("bob", locked("door", merge("a=1"))).written().isDone()).isTrue();
    assertThat(write("alice", request(merge("a=2"))).written().isDone()).isTrue();
    await(lock.run(NEWS, "bob", request.setTtlMs(30).build()));
    Eventually.until(Duration.ofSeconds(10), () -> channel().life("k") == -2);
    assertThat(write("bob", locked("door", merge("a=1"))).written().isDone()).isFalse();
  }

  @Test
  default void thoseOfAnEmptyChannelLiveForAWhile() {
    long revision = write("alice", telling(merge("a=1"))).written().revision();

    assertThat(bench().parts()).containsExactly("a", "t");
    assertThat(channel().life("a")).isBetween(190_000L, 200_000L);
    assertThat(channel().life("t")).isBetween(190_000L, 200_000L);
    JoinedChannel joined = channel().join("n1", "alice");
    assertThat(joined.created()).isTrue();
    assertThat(joined.facts().attributesRevision()).isEqualTo(revision);
    assertThat(channel().life("a")).isEqualTo(-1);
    assertThat(channel().life("t")).isEqualTo(-1);
    assertThat(texts(read().getAttributesList())).containsExactly("a=1");

    assertThat(channel().leave("alice", false).destroyed()).isFalse();

    assertThat(facts().attributesRevision()).isEqualTo(revision);
    assertThat(facts().attributesTold()).isEqualTo(revision);
    assertThat(bench().parts()).containsExactly("a", "t");
    assertThat(channel().life("a")).isBetween(190_000L, 200_000L);
    assertThat(channel().life("t")).isBetween(190_000L, 200_000L);
    assertThat(channel().join("n1", "alice").created()).isFalse();
  }

  @Test
  default void afterThatTheyAreForgotten() {
    channel().join("n1", "alice");
    channel().leave("alice", true); // so that the channel itself goes on
    write(SHORT_LIVED, "alice", telling(merge("a=1")));
    Eventually.until(Duration.ofSeconds(10), () -> read().getRevision() == 0);

    assertThat(read().getAttributesList()).isEmpty();
    assertThat(facts().attributesRevision()).isZero();
    assertThat(facts().attributesTold()).isZero();
    JoinedChannel joined = channel().join("n1", "alice");
    assertThat(joined.created()).isFalse();
    assertThat(joined.facts().attributesRevision()).isZero();
    assertThat(joined.facts().attributesTold()).isZero();
    assertThat(write("alice", request(expecting(0, merge("a=1")))).written().isDone()).isTrue();
  }

  @Test
  default void clearedOnesKeepTheirRevisionWhileSomebodyIsThere() {
    channel().join("n1", "alice");
    write("alice", request(merge("a=1")));
    long cleared = write("alice", telling(clear())).written().revision();

    assertThat(read().getRevision()).isEqualTo(cleared);
    assertThat(facts().attributesTold()).isEqualTo(cleared);
    assertThat(channel().leave("alice", false).destroyed()).isTrue();
    assertThat(bench().parts()).isEmpty();
  }

  @Test
  default void anEmptyChannelIsOverWhenTheyAreCleared() {
    write("alice", request(merge("a=1")));

    assertThat(write("alice", request(clear())).written().isDone()).isTrue();

    assertThat(bench().parts()).isEmpty();
    assertThat(read().getRevision()).isZero();
  }
}
