package io.rtmkit.server.cluster.script;

import static io.rtmkit.server.cluster.script.AttributeWrites.CONFIG;
import static io.rtmkit.server.cluster.script.AttributeWrites.clear;
import static io.rtmkit.server.cluster.script.AttributeWrites.delete;
import static io.rtmkit.server.cluster.script.AttributeWrites.expecting;
import static io.rtmkit.server.cluster.script.AttributeWrites.merge;
import static io.rtmkit.server.cluster.script.AttributeWrites.replace;
import static io.rtmkit.server.cluster.script.AttributeWrites.texts;
import static io.rtmkit.server.cluster.script.ScriptBench.ALICE;
import static io.rtmkit.server.cluster.script.ScriptBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeOperationError;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.UserAttributesReply;
import io.rtmkit.server.core.ManualClock;
import io.rtmkit.server.core.MemoryBudget;
import io.rtmkit.server.core.Revisions;
import io.rtmkit.server.core.attribute.AttributeLimits;
import io.rtmkit.server.core.attribute.AttributeSet;
import io.rtmkit.server.core.attribute.AttributesWritten;
import io.rtmkit.server.core.login.LoginAttempt;
import io.rtmkit.server.core.session.ResumeKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the attributes of users. One thread. */
interface UserAttributesContract {
  ResumeKey OWN = new ResumeKey("own", ByteString.copyFromUtf8("secret"));

  /** One after the other, some of them refused. */
  List<AttributeWrite> WRITES =
      List.of(
          merge("c=3", "a=1", "c=4"),
          merge("b=2", "a=5"),
          delete("c", "x"),
          merge("c=6"),
          merge("d=1", "e=2"),
          merge("d=1", "a=12345678901234567890", "b=12345678901234567890123456789012345678"),
          replace("b=7", "a=8", "b=9"),
          replace("long key that is too long=1"),
          merge(),
          delete(),
          merge("f="),
          delete("b"),
          replace("z=1", "y=2", "x=3", "w=4"),
          clear(),
          merge("m=1"),
          replace());

  ScriptBench bench();

  /** Opens a session; returns its epoch. */
  private long login() {
    OpenSessionScript open =
        new OpenSessionScript(bench().calls, bench().keys(), bench().operations);
    return bench()
        .run(() -> open.run(new SessionClaim(ALICE, "n1", OWN, null, LoginAttempt.NONE, true)))
        .epoch();
  }

  private AttributesWritten write(String sessionId, long epoch, AttributeWrite write) {
    WriteAttributesScript script =
        new WriteAttributesScript(bench().calls, bench().keys(), CONFIG, bench().operations);
    AttributesChange change = bench().run(() -> script.runForUser(ALICE, sessionId, epoch, write));
    assertThat(change.all()).isEmpty();
    assertThat(change.nodes()).isEmpty();
    return change.written();
  }

  private UserAttributesReply read(String... keys) {
    return await(
        new ReadAttributesScript(bench().calls, bench().keys()).user(ALICE, List.of(keys)));
  }

  @Test
  default void withoutASessionThereAreNone() {
    assertThat(read()).isNull();
    AttributesWritten refused = write("own", 1, merge("a=1"));

    assertThat(refused)
        .isEqualTo(
            AttributesWritten.refused(
                AttributeOperationError.ATTRIBUTE_OPERATION_ERR_USER_NOT_LOGGED_IN_VALUE,
                "the session has ended"));
    long epoch = login();
    assertThat(write("own", epoch - 1, merge("a=1")).isDone()).isFalse();
    assertThat(write("other", epoch, merge("a=1")).isDone()).isFalse();
    assertThat(read())
        .isEqualTo(UserAttributesReply.newBuilder().setUserId(ALICE.userId()).build());
  }

  @Test
  default void whatIsWrittenIsRead() {
    long epoch = login();

    AttributesWritten written = write("own", epoch, merge("a=1", "b=zwei ü"));

    assertThat(written.code()).isZero();
    assertThat(written.revision()).isGreaterThan(System.currentTimeMillis() * 1_000 - 60_000_000);
    UserAttributesReply reply = read();
    assertThat(reply.getRevision()).isEqualTo(written.revision());
    assertThat(reply.getAttributesList())
        .containsExactly(
            Attribute.newBuilder().setKey("a").setValue("1").build(),
            Attribute.newBuilder().setKey("b").setValue("zwei ü").build());
    assertThat(texts(read("b", "x", "b").getAttributesList())).containsExactly("b=zwei ü");
    assertThat(texts(read("b").getAttributesList())).containsExactly("b=zwei ü");
    assertThat(read("b").getRevision()).isEqualTo(written.revision());
    long next = login();
    assertThat(read().getAttributesList()).isEmpty();
    assertThat(read().getRevision()).isZero();
    assertThat(write("own", next, expecting(0, merge("a=1"))).isDone()).isTrue();
  }

  /** Whatever is written, it ends as it does on a server alone. */
  @Test
  default void everyModeDoesWhatItDoesInMemory() {
    long epoch = login();
    AttributeSet memory =
        new AttributeSet(
            AttributeLimits.ofUser(CONFIG),
            new Revisions(new ManualClock()),
            new MemoryBudget(Long.MAX_VALUE));
    long last = 0;
    for (AttributeWrite write : WRITES) {
      AttributesWritten expected = memory.write(write, "", 0);
      AttributesWritten written = write("own", epoch, write);

      assertThat(written.code()).as(write.toString()).isEqualTo(expected.code());
      assertThat(written.reason()).isEqualTo(expected.reason());
      assertThat(read().getAttributesList()).isEqualTo(memory.read(List.of()));
      if (written.isDone()) {
        assertThat(written.revision()).isGreaterThan(last);
        last = written.revision();
      } else {
        assertThat(written.revision()).isZero();
      }
      assertThat(read().getRevision()).isEqualTo(last);
    }
  }

  @Test
  default void aWriteForAnotherRevisionIsNotDone() {
    long epoch = login();
    long first = write("own", epoch, expecting(0, merge("a=1"))).revision();
    assertThat(first).isPositive();

    AttributesWritten conflict = write("own", epoch, expecting(-1, merge("a=2")));

    assertThat(conflict)
        .isEqualTo(
            AttributesWritten.refused(
                AttributeOperationError.ATTRIBUTE_OPERATION_ERR_CONFLICT_VALUE,
                "expectedRevision: is 18446744073709551615, but the attributes have revision "
                    + first));
    assertThat(write("own", epoch, expecting(0, clear())).isDone()).isFalse();
    long second = write("own", epoch, expecting(first, clear())).revision();
    assertThat(second).isGreaterThan(first);
    assertThat(write("own", epoch, expecting(second, merge("a=3"))).isDone()).isTrue();
    assertThat(texts(read().getAttributesList())).containsExactly("a=3");
  }
}
