package io.rtmkit.loadtest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.ChannelAck;
import io.rtmkit.protocol.v1.ChannelAttributesPush;
import io.rtmkit.protocol.v1.ChannelLocksPush;
import io.rtmkit.protocol.v1.ChannelMessage;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.JoinReply;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.MemberJoined;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Timing;
import org.junit.jupiter.api.Test;

/** What a client of the tester keeps of its session, acknowledges, and resumes with. */
class SessionTest {
  private final Session session = new Session();

  private static ByteString secret(String id) {
    return ByteString.copyFromUtf8("secret of " + id);
  }

  private static LoginReply login(String id, boolean resumed) {
    return LoginReply.newBuilder()
        .setSessionId(id)
        .setResumeSecret(secret(id))
        .setResumed(resumed)
        .setTiming(Timing.newBuilder().setInterruptedAfterMs(7_000))
        .build();
  }

  private static Push item(long inboxOffset) {
    return Push.newBuilder().setInboxOffset(inboxOffset).build();
  }

  private static Push published(String channelId, long offset, ChannelMessage.Builder message) {
    return Push.newBuilder()
        .setPublication(
            Publication.newBuilder().setChannelId(channelId).setOffset(offset).setMessage(message))
        .build();
  }

  private void join(String channelId, long offset) {
    session.joined(
        channelId,
        JoinReply.newBuilder()
            .setEpoch(5)
            .setOffset(offset)
            .setAttributesRevision(11)
            .setLocksRevision(12)
            .setStoredId(13)
            .build());
  }

  private ChannelPosition position() {
    assertThat(session.resume().getChannelsList()).hasSize(1);
    return session.resume().getChannels(0);
  }

  @Test
  void hasNothingToResumeBeforeALoginAndAfterTheEnd() {
    assertThat(session.resume()).isNull();
    assertThat(session.patienceMs()).isEqualTo(4_000);
    session.opened(login("one", false));
    assertThat(session.resume().getSessionId()).isEqualTo("one");
    assertThat(session.resume().getSecret()).isEqualTo(secret("one"));
    assertThat(session.patienceMs()).isEqualTo(7_000);
    session.ended();
    assertThat(session.resume()).isNull();
  }

  @Test
  void itemsAreAcknowledgedOnceAndTheHighestCounts() {
    session.opened(login("one", false));
    assertThat(session.takeAck()).isNull();
    session.onPush(item(1));
    session.onPush(item(3));
    session.onPush(item(2)); // came before
    assertThat(session.takeAck()).isEqualTo(Ack.newBuilder().setInboxOffset(3).build());
    assertThat(session.takeAck()).isNull();
    session.onPush(item(3)); // sent again
    assertThat(session.takeAck()).isNull();
    assertThat(session.resume().getInboxOffset()).isEqualTo(3);
  }

  @Test
  void aResumedSessionGoesOnAndANewOneBeginsAnew() {
    session.opened(login("one", false));
    session.onPush(item(4));
    join("room", 2);
    session.opened(login("one", true));
    assertThat(session.resume().getInboxOffset()).isEqualTo(4);
    assertThat(session.resume().getChannelsList()).hasSize(1);
    session.opened(login("two", false));
    assertThat(session.resume().getInboxOffset()).isZero();
    assertThat(session.resume().getChannelsList()).isEmpty();
    assertThat(session.takeAck()).as("of the old session").isNull();
  }

  @Test
  void aJoinedChannelStandsWhereTheReplySays() {
    session.opened(login("one", false));
    join("room", 9);
    assertThat(position())
        .isEqualTo(
            ChannelPosition.newBuilder()
                .setChannelId("room")
                .setEpoch(5)
                .setOffset(9)
                .setAttributesRevision(11)
                .setLocksRevision(12)
                .setStoredId(13)
                .build());
  }

  @Test
  void thePlaceInAChannelOnlyRises() {
    session.opened(login("one", false));
    join("room", 9);
    session.onPush(published("room", 12, ChannelMessage.newBuilder().setStoredId(20)));
    session.onPush(published("room", 11, ChannelMessage.newBuilder().setStoredId(19)));
    session.published("room", 10);
    assertThat(position().getOffset()).isEqualTo(12);
    assertThat(position().getStoredId()).isEqualTo(20);
    session.published("room", 14); // its own message
    assertThat(position().getOffset()).isEqualTo(14);
  }

  @Test
  void eventsThatAreNoMessagesMoveThePlaceToo() {
    session.opened(login("one", false));
    join("room", 9);
    Publication joined =
        Publication.newBuilder()
            .setChannelId("room")
            .setOffset(10)
            .setJoined(MemberJoined.newBuilder().setUserId("bob"))
            .build();
    session.onPush(Push.newBuilder().setPublication(joined).build());
    assertThat(position().getOffset()).isEqualTo(10);
    assertThat(position().getStoredId()).isEqualTo(13);
    assertThat(session.takeAck()).isNull();
  }

  @Test
  void revisionsAreThoseThatWereToldLast() {
    session.opened(login("one", false));
    join("room", 9);
    session.onPush(
        Push.newBuilder()
            .setChannelAttributes(
                ChannelAttributesPush.newBuilder().setChannelId("room").setRevision(21))
            .build());
    session.onPush(
        Push.newBuilder()
            .setChannelLocks(ChannelLocksPush.newBuilder().setChannelId("room").setRevision(22))
            .build());
    assertThat(position().getAttributesRevision()).isEqualTo(21);
    assertThat(position().getLocksRevision()).isEqualTo(22);
  }

  @Test
  void onlyMessagesThatAskForItAreAcknowledgedEachOnce() {
    session.opened(login("one", false));
    join("room", 0);
    session.onPush(published("room", 1, ChannelMessage.newBuilder()));
    assertThat(session.takeAck()).isNull();
    session.onPush(published("room", 2, ChannelMessage.newBuilder().setAcknowledge(true)));
    session.onPush(published("room", 3, ChannelMessage.newBuilder()));
    assertThat(session.takeAck())
        .isEqualTo(
            Ack.newBuilder()
                .addChannels(ChannelAck.newBuilder().setChannelId("room").setOffset(2))
                .build());
    assertThat(session.takeAck()).isNull();
  }

  @Test
  void whatIsToldOfOtherChannelsChangesNothing() {
    session.opened(login("one", false));
    session.published("room", 3); // in none at all
    join("room", 9);
    session.published("other", 99);
    session.onPush(published("other", 99, ChannelMessage.newBuilder().setAcknowledge(true)));
    session.onPush(
        Push.newBuilder()
            .setChannelAttributes(
                ChannelAttributesPush.newBuilder().setChannelId("other").setRevision(99))
            .setInboxOffset(0)
            .build());
    session.onPush(
        Push.newBuilder()
            .setChannelLocks(ChannelLocksPush.newBuilder().setChannelId("other").setRevision(99))
            .build());
    assertThat(position().getOffset()).isEqualTo(9);
    assertThat(position().getAttributesRevision()).isEqualTo(11);
    assertThat(position().getLocksRevision()).isEqualTo(12);
    assertThat(session.takeAck()).isNull();
  }
}
