package io.rtmkit.server.core.channel;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static io.rtmkit.server.core.TestDomain.order;
import static io.rtmkit.server.core.TestDomain.toChannel;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.AttributeWriteMode;
import io.rtmkit.protocol.v1.ChannelAttributesPush;
import io.rtmkit.protocol.v1.ChannelAttributesReply;
import io.rtmkit.protocol.v1.LockAction;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.attribute.AttributesWritten;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Attributes of channels: who writes and reads them, who is told, and how long they are kept. */
class ChannelAttributesTest {
  private TestDomain domain = new TestDomain();
  private Session alice = domain.login("alice");
  private Session bob = domain.login("bob");

  private Joined join(Session session) {
    session.enterChannel("room");
    return domain.join(session, "room", null);
  }

  private static WriteChannelAttributesRequest.Builder put(String key, String value) {
    return WriteChannelAttributesRequest.newBuilder()
        .setChannelId("room")
        .setWrite(
            AttributeWrite.newBuilder()
                .setMode(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_MERGE)
                .addAttributes(Attribute.newBuilder().setKey(key).setValue(value)));
  }

  private static WriteChannelAttributesRequest.Builder clear() {
    AttributeWrite.Builder write =
        AttributeWrite.newBuilder().setMode(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_CLEAR);
    return WriteChannelAttributesRequest.newBuilder().setChannelId("room").setWrite(write);
  }

  private AttributesWritten write(Session session, WriteChannelAttributesRequest.Builder request) {
    return domain.channels.writeAttributes(session.user(), request.build());
  }

  private long told(String key, String value) {
    return write(alice, put(key, value).setNotifyMembers(true)).revision();
  }

  private long quiet(String key, String value) {
    return write(alice, put(key, value)).revision();
  }

  private ChannelAttributesReply read() {
    return domain.channels.readAttributes(TestDomain.APP, "room", List.of());
  }

  private static List<Long> revisions(FakeLink link) {
    return link.attributeNotices().stream().map(ChannelAttributesPush::getRevision).toList();
  }

  @Test
  void areWrittenAndReadWithoutJoining() {
    long revision = quiet("topic", "cats");
    ChannelAttributesReply reply = read();
    assertThat(reply.getChannelId()).isEqualTo("room");
    assertThat(reply.getRevision()).isEqualTo(revision);
    Attribute topic = reply.getAttributes(0);
    assertThat(topic.getValue()).isEqualTo("cats");
    assertThat(topic.getLastUpdateUserId()).isEqualTo("alice");
    assertThat(topic.getLastUpdateMs()).isEqualTo(domain.clock.currentTimeMillis());
    assertThat(domain.channels.readAttributes(TestDomain.APP, "room", List.of("zz")))
        .isEqualTo(reply.toBuilder().clearAttributes().build());
    assertThat(domain.channels.memberCount(TestDomain.APP, "room")).isZero();
  }

  @Test
  void appsNeverSeeEachOther() {
    quiet("a", "1");
    String foreign = "f".repeat(32);
    Session stranger = domain.login(new UserKey(foreign, "alice"), null, domain.link());
    write(stranger, put("b", "1"));
    assertThat(read().getAttributesList()).extracting(Attribute::getKey).containsExactly("a");
    assertThat(domain.channels.readAttributes(foreign, "room", List.of()).getAttributesList())
        .extracting(Attribute::getKey)
        .containsExactly("b");
  }

  @Test
  void nothingIsKeptForNothing() {
    assertThat(read()).isEqualTo(ChannelAttributesReply.newBuilder().setChannelId("room").build());
    assertThat(write(alice, put("", "1")).code()).isEqualTo(3);
    assertThat(write(alice, clear()).isDone()).isTrue();
    assertThat(domain.channels.size()).isZero();
    quiet("a", "1");
    assertThat(domain.channels.size()).isEqualTo(1);
    write(alice, clear());
    assertThat(domain.channels.size()).isZero();
    assertThat(domain.channels.attributeBytes()).isZero();
    assertThat(read().getRevision()).isZero();
  }

  @Test
  void membersAreToldEverythingTheWriterTooIfItsWriterAsksForIt() {
    join(alice);
    join(bob);
    quiet("a", "1");
    assertThat(linkOf(bob).attributeNotices()).isEmpty();
    long revision = told("b", "2");
    for (Session member : List.of(alice, bob)) {
      ChannelAttributesPush push = linkOf(member).attributeNotices().get(0);
      assertThat(push.getChannelId()).isEqualTo("room");
      assertThat(push.getRevision()).isEqualTo(revision);
      assertThat(push.getAttributesList()).extracting(Attribute::getKey).containsExactly("a", "b");
      assertThat(push.getAttributes(0).getLastUpdateUserId()).isEqualTo("alice");
    }
    write(bob, put("", "1").setNotifyMembers(true));
    assertThat(linkOf(alice).attributeNotices()).hasSize(1);
  }

  @Test
  void noticesComeInTheOrderOfTheWritesAndOfTheMessages() {
    join(alice);
    join(bob);
    for (int i = 0; i < 5; i++) {
      told("k", "v" + i);
      domain.channels.publish(alice, order(toChannel(i, "room", "m" + i)));
    }
    assertThat(revisions(linkOf(bob))).hasSize(5).isSorted().doesNotHaveDuplicates();
    List<String> seen =
        linkOf(bob).pushes().stream()
            .filter(p -> p.hasChannelAttributes() || p.getPublication().hasMessage())
            .map(p -> p.hasChannelAttributes() ? "notice" : "message")
            .toList();
    assertThat(seen.subList(0, 4)).containsExactly("notice", "message", "notice", "message");
  }

  @Test
  void areClearedAWhileAfterTheChannelHasBecomeEmpty() {
    join(alice);
    quiet("a", "1");
    domain.clock.advance(Duration.ofMinutes(5));
    domain.channels.expire();
    assertThat(read().getAttributesCount()).isEqualTo(1);
    domain.channels.leave(alice, "room");
    domain.clock.advance(Duration.ofMinutes(2).minusMillis(1));
    domain.channels.expire();
    assertThat(read().getAttributesCount()).isEqualTo(1);
    domain.clock.advance(Duration.ofMillis(1));
    domain.channels.expire();
    assertThat(read().getRevision()).isZero();
    assertThat(domain.channels.size()).isZero();
    assertThat(domain.channels.attributeBytes()).isZero();
  }

  @Test
  void inAnEmptyChannelTheirTimeRunsFromTheLastWrite() {
    quiet("a", "1");
    domain.clock.advance(Duration.ofSeconds(119));
    quiet("b", "1");
    write(alice, put("", "1")); // no write at all
    domain.clock.advance(Duration.ofSeconds(119));
    domain.channels.expire();
    assertThat(read().getAttributesCount()).isEqualTo(2);
    domain.clock.advance(Duration.ofSeconds(1));
    domain.channels.expire();
    assertThat(domain.channels.size()).isZero();
  }

  @Test
  void whoeverJoinsInTimeKeepsThem() {
    quiet("a", "1");
    domain.clock.advance(Duration.ofSeconds(119));
    assertThat(join(bob).attributesRevision()).isEqualTo(read().getRevision()).isPositive();
    domain.clock.advance(Duration.ofMinutes(9));
    domain.channels.expire();
    assertThat(read().getAttributesCount()).isEqualTo(1);
    assertThat(linkOf(bob).attributeNotices()).isEmpty(); // a first join is told nothing
  }

  @Test
  void aWriteCanBeBoundToALock() {
    LockRequest acquire =
        LockRequest.newBuilder()
            .setChannelId("room")
            .setLockName("L")
            .setAction(LockAction.LOCK_ACTION_ACQUIRE)
            .setTtlMs(1_000)
            .build();
    assertThat(write(alice, put("a", "1").setLockName("L")).code()).isEqualTo(202);
    domain.channels.lock(alice, acquire);
    assertThat(write(alice, put("a", "1").setLockName("L")).code()).isZero();
    AttributesWritten refused = write(bob, put("a", "2").setLockName("L"));
    assertThat(refused.code()).isEqualTo(202);
    assertThat(refused.reason()).contains("lockName", "bob");
    assertThat(write(bob, put("a", "3")).code()).isZero(); // who does not name it is not bound
    domain.clock.advance(Duration.ofSeconds(1)); // no tick: the clock alone counts
    assertThat(write(alice, put("a", "4").setLockName("L")).code()).isEqualTo(202);
    assertThat(read().getAttributes(0).getValue()).isEqualTo("3");
  }

  @Test
  void allChannelsTogetherTakeNoMoreThanTheirShareOfMemory() {
    domain = new TestDomain(Map.of("attributes.total-bytes", "10KB"));
    alice = domain.login("alice");
    String value = "x".repeat(6_000);
    assertThat(write(alice, put("a", value).setChannelId("r1")).code()).isZero();
    assertThat(write(alice, put("a", value).setChannelId("r2")).code()).isZero();
    AttributesWritten refused = write(alice, put("a", "1").setChannelId("r3"));
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.reason()).contains("memory");
    assertThat(domain.channels.size()).isEqualTo(2);
    assertThat(write(alice, clear().setChannelId("r2")).code()).isZero();
    assertThat(write(alice, put("a", "1").setChannelId("r3")).code()).isZero();
  }

  @Test
  void theLimitIsThatOfChannels() {
    for (String key : List.of("a", "b", "c", "d")) {
      assertThat(write(alice, put(key, "x".repeat(8 * 1024 - 1))).code()).isZero();
    }
    assertThat(write(alice, put("e", "x")).reason()).contains("32768");
  }
}
