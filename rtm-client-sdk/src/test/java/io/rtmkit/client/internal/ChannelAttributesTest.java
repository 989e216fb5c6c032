package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.ChannelAttributeOptions;
import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmChannelAttribute;
import io.rtmkit.client.RtmChannelListener;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.AttributeWriteMode;
import io.rtmkit.protocol.v1.ChannelAttributesPush;
import io.rtmkit.protocol.v1.ChannelAttributesReply;
import io.rtmkit.protocol.v1.ChannelLock;
import io.rtmkit.protocol.v1.ChannelLocksPush;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attributes of channels, and what joined channels tell of attributes and locks. */
class ChannelAttributesTest {
  private static final List<RtmChannelAttribute> TOPIC =
      List.of(new RtmChannelAttribute("topic", "tea"));

  @Test
  void writes() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      ChannelAttributeOptions options = new ChannelAttributeOptions(true);
      options.setExpectedRevision(0);
      options.setLockName("door");
      scene.client.setChannelAttributes("room", TOPIC, options, scene.events.answer("set"));
      options.setLockName("other");
      WriteChannelAttributesRequest set = nextWrite(connection);
      assertThat(set.getChannelId()).isEqualTo("room");
      assertThat(set.getNotifyMembers()).isTrue();
      assertThat(set.getLockName()).isEqualTo("door");
      assertThat(set.getWrite().hasExpectedRevision()).isTrue();
      assertThat(set.getWrite().getExpectedRevision()).isZero();
      assertThat(set.getWrite().getMode())
          .isEqualTo(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_REPLACE);
      scene.client.addOrUpdateChannelAttributes("room", TOPIC, null, scene.events.answer("merge"));
      WriteChannelAttributesRequest merge = nextWrite(connection);
      assertThat(merge.getNotifyMembers()).isFalse();
      assertThat(merge.getLockName()).isEmpty();
      assertThat(merge.getWrite().hasExpectedRevision()).isFalse();
      assertThat(merge.getWrite().getAttributes(0).getValue()).isEqualTo("tea");
      assertThat(merge.getWrite().getOperationId()).isEqualTo(set.getWrite().getOperationId() + 1);
      scene.client.deleteChannelAttributesByKeys(
          "room", List.of("topic"), null, scene.events.answer("delete"));
      AttributeWrite delete = nextWrite(connection).getWrite();
      assertThat(delete.getMode()).isEqualTo(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_DELETE);
      assertThat(delete.getKeysList()).containsExactly("topic");
      scene.client.clearChannelAttributes("room", null, scene.events.answer("clear"));
      assertThat(nextWrite(connection).getWrite().getMode())
          .isEqualTo(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_CLEAR);
      scene.client.clearChannelAttributes("room", options, scene.events.answer("conflict"));
      connection.refuse(connection.nextRequest(), 201, "revision: is 3, not 0");
      scene.events.expect("set ok", "merge ok", "delete ok", "clear ok");
      scene.events.expect("conflict failed 201: revision: is 3, not 0");
    }
  }

  @Test
  void reads() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.client.getChannelAttributesByKeys(
          "room",
          List.of("topic"),
          new ResultCallback<>() {
            @Override
            public void onSuccess(List<RtmChannelAttribute> result) {
              RtmChannelAttribute topic = result.get(0);
              scene.events.add(
                  topic + " by " + topic.getLastUpdateUserId() + " at " + topic.getLastUpdateTs());
            }

            @Override
            public void onFailure(ErrorInfo error) {
              scene.events.add(error.toString());
            }
          });
      Request some = connection.nextRequest();
      assertThat(some.getReadChannelAttributes().getKeysList()).containsExactly("topic");
      connection.reply(some, topicReply());
      scene.client.getChannelAttributes("room", scene.events.answer("all"));
      Request all = connection.nextRequest();
      assertThat(all.getReadChannelAttributes().getChannelId()).isEqualTo("room");
      assertThat(all.getReadChannelAttributes().getKeysList()).isEmpty();
      connection.reply(all, topicReply());
      scene.client.getChannelAttributeSet("room", scene.events.answer("set"));
      connection.reply(connection.nextRequest(), topicReply());
      scene.events.expect(
          "topic=tea by bob at 77", "all ok [topic=tea]", "set ok room revision 9 [topic=tea]");
    }
  }

  @Test
  void tellsOnlyWhatIsNewer() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      join(scene, connection);
      connection.push(
          attributes(5), attributes(6), attributes(6), attributes(4), locks(7), locks(8), locks(8));
      scene.events.expect(
          "attributes room revision 6 [topic=tea]",
          "locks of room [door of room held by bob, token 3]");
      connection.close();
      scene.events.expect("state 4/5");
      connection = scene.server.accept();
      Request login = connection.nextRequest();
      ChannelPosition position = login.getLogin().getResume().getChannels(0);
      assertThat(position.getAttributesRevision()).isEqualTo(6);
      assertThat(position.getLocksRevision()).isEqualTo(8);
      connection.replyLogin(
          login,
          LoginReply.newBuilder()
              .setResumed(true)
              .addChannels(ChannelRecovery.newBuilder().setChannelId("room")));
      connection.push(attributes(6), locks(8), attributes(7));
      scene.events.expect("state 3/2", "attributes room revision 7 [topic=tea]");
      assertThat(scene.events.rest()).isEmpty();
    }
  }

  @Test
  void joiningAgainKeepsWhatWasTold() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      join(scene, connection);
      connection.push(attributes(6));
      scene.events.expect("attributes room revision 6 [topic=tea]");
      connection = scene.loseSession(connection);
      Request join = connection.nextRequest();
      assertThat(join.getJoin().getSince().getAttributesRevision()).isEqualTo(6);
      assertThat(join.getJoin().getSince().getLocksRevision()).isEqualTo(7);
      connection.reply(
          join,
          Reply.newBuilder()
              .setJoin(
                  Scene.joined(10)
                      .setAttributesRevision(9)
                      .setLocksRevision(9)
                      .setRecovery(ChannelRecovery.getDefaultInstance())));
      connection.push(attributes(9), locks(9));
      scene.events.expect(
          "attributes room revision 9 [topic=tea]",
          "locks of room [door of room held by bob, token 3]");
    }
  }

  @Test
  void newMembershipBeginsWhereTheServerSays() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmChannel channel = join(scene, connection);
      channel.leave(scene.events.answer("leave"));
      connection.push(attributes(6), locks(8));
      connection.ok(connection.nextRequest());
      scene.events.expect("leave ok");
      channel.join(scene.events.answer("join"));
      Scene.replyJoin(connection, connection.nextRequest(), 20);
      scene.events.expect("join ok", "count 2");
      connection.push(attributes(1));
      scene.events.expect("attributes room revision 1 [topic=tea]");
    }
  }

  @Test
  void listenerOfTheOlderApiHearsTheSame() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.client.createChannel("room", new OlderListener(scene.events)).join(null);
      Scene.replyJoin(connection, connection.nextRequest(), 10);
      connection.push(attributes(1), locks(1));
      scene.events.expect("older count 2", "older attributes [topic=tea]");
    }
  }

  /** Knows nothing but the methods of the older API. On the callback executor. */
  private record OlderListener(Events events) implements RtmChannelListener {
    @Override
    public void onMemberCountUpdated(int memberCount) {
      events.add("older count " + memberCount);
    }

    @Override
    public void onAttributesUpdated(List<RtmChannelAttribute> attributes) {
      events.add("older attributes " + attributes);
    }

    @Override
    public void onMessageReceived(RtmMessage message, RtmChannelMember fromMember) {}
  }

  /** Joins with attributes of revision 5 and locks of revision 7. */
  private static RtmChannel join(Scene scene, FakeServer.Connection connection) throws IOException {
    RtmChannel channel = scene.client.createChannel("room", scene.events);
    channel.join(scene.events.answer("join"));
    connection.reply(
        connection.nextRequest(),
        Reply.newBuilder().setJoin(Scene.joined(10).setAttributesRevision(5).setLocksRevision(7)));
    scene.events.expect("join ok", "count 2");
    return channel;
  }

  private static WriteChannelAttributesRequest nextWrite(FakeServer.Connection connection)
      throws IOException {
    Request request = connection.nextRequest();
    assertThat(request.hasWriteChannelAttributes()).isTrue();
    connection.ok(request);
    return request.getWriteChannelAttributes();
  }

  private static Attribute.Builder topic() {
    return Attribute.newBuilder()
        .setKey("topic")
        .setValue("tea")
        .setLastUpdateUserId("bob")
        .setLastUpdateMs(77);
  }

  private static Reply.Builder topicReply() {
    return Reply.newBuilder()
        .setChannelAttributes(
            ChannelAttributesReply.newBuilder().addAttributes(topic()).setRevision(9));
  }

  private static Push.Builder attributes(long revision) {
    return Push.newBuilder()
        .setChannelAttributes(
            ChannelAttributesPush.newBuilder()
                .setChannelId("room")
                .addAttributes(topic())
                .setRevision(revision));
  }

  private static Push.Builder locks(long revision) {
    return Push.newBuilder()
        .setChannelLocks(
            ChannelLocksPush.newBuilder()
                .setChannelId("room")
                .addLocks(
                    ChannelLock.newBuilder()
                        .setName("door")
                        .setOwnerId("bob")
                        .setExpiresInMs(5_000)
                        .setToken(3))
                .setRevision(revision));
  }
}
