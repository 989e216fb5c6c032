package io.rtmkit.server.core.channel;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static io.rtmkit.server.core.TestDomain.order;
import static io.rtmkit.server.core.TestDomain.toChannel;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.AttributeWriteMode;
import io.rtmkit.protocol.v1.ChannelAttributesPush;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.RecoveryOutcome;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.session.Session;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a member that comes back learns of attributes that were written meanwhile. */
class MissedNoticesTest {
  private final TestDomain domain = new TestDomain();
  private final Session alice = domain.login("alice");
  private Session bob = domain.login("bob");

  private Joined join(Session session, ChannelPosition since) {
    session.enterChannel("room");
    return domain.join(session, "room", since);
  }

  private long told(String key, String value) {
    return write(key, value, true);
  }

  private long quiet(String key, String value) {
    return write(key, value, false);
  }

  private long write(String key, String value, boolean notify) {
    AttributeWrite.Builder write =
        AttributeWrite.newBuilder()
            .setMode(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_MERGE)
            .addAttributes(Attribute.newBuilder().setKey(key).setValue(value));
    WriteChannelAttributesRequest request =
        WriteChannelAttributesRequest.newBuilder()
            .setChannelId("room")
            .setWrite(write)
            .setNotifyMembers(notify)
            .build();
    return domain.channels.writeAttributes(alice.user(), request).revision();
  }

  private static List<Long> revisions(FakeLink link) {
    return link.attributeNotices().stream().map(ChannelAttributesPush::getRevision).toList();
  }

  private static ChannelPosition position(Joined joined, long revision) {
    return ChannelPosition.newBuilder()
        .setChannelId("room")
        .setEpoch(joined.epoch())
        .setOffset(joined.offset())
        .setAttributesRevision(revision)
        .build();
  }

  private FakeLink comeBack(ChannelPosition position) {
    FakeLink link = domain.link();
    domain.sessions.resume(bob, link, 0);
    domain.channels.resume(bob, link, position, 1 << 20);
    return link;
  }

  @Test
  void aMissedNoticeIsMadeUpForOnceAndBehindTheReplay() {
    join(alice, null);
    quiet("a", "1");
    Joined joined = join(bob, null);
    ChannelPosition position = position(joined, joined.attributesRevision());
    domain.sessions.detach(bob, linkOf(bob));
    told("a", "2");
    told("a", "3");
    long last = quiet("b", "4");
    domain.channels.publish(alice, order(toChannel(1, "room", "m")));
    FakeLink back = comeBack(position);
    assertThat(revisions(back)).containsExactly(last);
    assertThat(back.attributeNotices().get(0).getAttributesCount()).isEqualTo(2);
    assertThat(back.pushes().get(0).getPublication().hasMessage()).isTrue();
    assertThat(back.pushes().get(1).hasChannelAttributes()).isTrue();
    long next = told("a", "5");
    assertThat(revisions(back)).containsExactly(last, next);
  }

  @Test
  void whoMissedNoNoticeGetsNone() {
    join(alice, null);
    join(bob, null);
    long seen = told("a", "1");
    domain.sessions.detach(bob, linkOf(bob));
    quiet("a", "2");
    Joined joined = new Joined(true, 0, 0, 0, null, 0, 0);
    assertThat(revisions(comeBack(position(joined, seen)))).isEmpty();
    assertThat(revisions(comeBack(position(joined, seen - 1)))).hasSize(1);
  }

  @Test
  void aMissedNoticeIsMadeUpForAtAJoinWithAPosition() {
    join(alice, null);
    Joined joined = join(bob, null);
    domain.sessions.end(bob, CloseCode.CLOSE_CODE_HEARTBEAT_TIMEOUT, "");
    long revision = told("a", "1");
    domain.channels.publish(alice, order(toChannel(1, "room", "m")));
    bob = domain.login("bob");
    Joined again = join(bob, position(joined, 0));
    assertThat(again.attributesRevision()).isEqualTo(revision);
    assertThat(revisions(linkOf(bob))).containsExactly(revision);
    int notice = linkOf(bob).pushes().indexOf(pushOf(linkOf(bob).attributeNotices().get(0)));
    assertThat(linkOf(bob).pushes().subList(0, notice)).allMatch(Push::hasPublication).isNotEmpty();
  }

  private static Push pushOf(ChannelAttributesPush push) {
    return Push.newBuilder().setChannelAttributes(push).build();
  }

  @Test
  void theNoticeTakesOfTheRoomForTheReplay() {
    join(alice, null);
    Joined joined = join(bob, null);
    domain.sessions.detach(bob, linkOf(bob));
    told("a", "x".repeat(2_000));
    domain.channels.publish(alice, order(toChannel(1, "room", "x".repeat(500))));
    FakeLink link = domain.link();
    domain.sessions.resume(bob, link, 0);
    Resumed resumed = domain.channels.resume(bob, link, position(joined, 0), 1_000);
    assertThat(resumed.replayedBytes()).isBetween(2_000, 2_400);
    assertThat(link.publications()).isEmpty();
    assertThat(link.attributeNotices()).hasSize(1);
  }

  @Test
  void theNoticeTakesNothingFromWhatAJoinReplays() {
    join(alice, null);
    Joined joined = join(bob, null);
    domain.sessions.end(bob, CloseCode.CLOSE_CODE_HEARTBEAT_TIMEOUT, "");
    for (String key : List.of("a", "b", "c", "d")) {
      told(key, "x".repeat(8_000));
    }
    for (int i = 0; i < 32; i++) { // 32 KB less than the log takes
      domain.channels.publish(alice, order(toChannel(i, "room", "x".repeat(31_700))));
    }
    bob = domain.login("bob");
    Joined again = join(bob, position(joined, 0));
    assertThat(again.recovery().getOutcome()).isEqualTo(RecoveryOutcome.RECOVERY_OUTCOME_COMPLETE);
    assertThat(linkOf(bob).attributeNotices()).hasSize(1);
  }
}
