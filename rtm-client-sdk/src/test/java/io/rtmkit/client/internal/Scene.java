package io.rtmkit.client.internal;

import com.google.protobuf.ByteString;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.protocol.v1.ChannelMessage;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.JoinReply;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.protocol.v1.PeerMessagePush;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.io.IOException;

/** A client, the scripted server that it talks to, and what the client tells. */
final class Scene implements AutoCloseable {
  static final String APP = "0123456789abcdef0123456789abcdef";
  static final long EPOCH = 77;

  final FakeServer server;
  final Events events = new Events();
  final RtmClient client;

  Scene() throws IOException {
    this(1);
  }

  /** The server has so many times less time for its answers, except to a login. */
  Scene(int divisor) throws IOException {
    this(new Tuning(4, divisor, 1), new FakeServer(), "rtm");
  }

  Scene(Tuning tuning, FakeServer server, String scheme) throws IOException {
    this.server = server;
    client = Clients.create(APP, events, null, tuning);
    client.setParameters("{\"rtm.server\":\"" + scheme + "://127.0.0.1:" + server.port() + "\"}");
  }

  /** The login's time is so many times shorter. */
  static Scene withShortLogin(int divisor) throws IOException {
    return new Scene(new Tuning(4, 1, divisor), new FakeServer(), "rtm");
  }

  @Override
  public void close() throws IOException {
    client.release();
    server.close();
  }

  /** Logs alice in and takes the events of it. */
  FakeServer.Connection login() throws IOException {
    client.login("token", "alice", null);
    FakeServer.Connection connection = server.acceptLogin();
    events.expect("state 2/1", "state 3/2");
    return connection;
  }

  /** Loses the connection and lets a new session take the place of the old one. */
  FakeServer.Connection loseSession(FakeServer.Connection connection) throws IOException {
    return comeBack(connection, LoginReply.newBuilder());
  }

  /** Loses the connection and lets the session go on. */
  FakeServer.Connection resume(FakeServer.Connection connection) throws IOException {
    return comeBack(connection, LoginReply.newBuilder().setResumed(true));
  }

  FakeServer.Connection comeBack(FakeServer.Connection connection, LoginReply.Builder reply)
      throws IOException {
    connection.close();
    events.expect("state 4/5");
    FakeServer.Connection next = server.accept();
    next.replyLogin(next.nextRequest(), reply);
    events.expect("state 3/2");
    return next;
  }

  /** Lets the client send a message, so that a test sees what came before it, or nothing. */
  void expectNothingBefore(FakeServer.Connection connection) throws IOException {
    client.sendMessageToPeer("bob", text("a mark"), null, null);
    Request request = connection.nextRequest();
    if (!request.hasPeerMessage()) {
      throw new IOException("unexpected: " + request);
    }
    connection.ok(request);
  }

  /** Joins a channel at offset 10 with 2 members and takes the events of it. */
  RtmChannel join(FakeServer.Connection connection, String id) throws IOException {
    RtmChannel channel = client.createChannel(id, events);
    channel.join(events.answer("join"));
    replyJoin(connection, connection.nextRequest(), 10);
    events.expect("join ok", "count 2");
    return channel;
  }

  static void replyJoin(FakeServer.Connection connection, Request join, long offset)
      throws IOException {
    connection.reply(join, Reply.newBuilder().setJoin(joined(offset)));
  }

  static JoinReply.Builder joined(long offset) {
    return JoinReply.newBuilder().setEpoch(EPOCH).setOffset(offset).setMemberCount(2);
  }

  RtmMessage text(String text) {
    return client.createMessage(text);
  }

  static Push.Builder peerMessage(long inboxOffset, long messageId, String text) {
    return Push.newBuilder()
        .setInboxOffset(inboxOffset)
        .setPeerMessage(
            PeerMessagePush.newBuilder()
                .setPeerId("bob")
                .setMessageId(messageId)
                .setContent(content(text)));
  }

  static Push.Builder publication(long offset, String text) {
    return publication(offset, offset, text);
  }

  static Push.Builder publication(long offset, long messageId, String text) {
    return Push.newBuilder()
        .setPublication(
            Publication.newBuilder()
                .setChannelId("room")
                .setOffset(offset)
                .setMessage(
                    ChannelMessage.newBuilder()
                        .setMessageId(messageId)
                        .setUserId("bob")
                        .setContent(content(text))));
  }

  static Content content(String text) {
    return Content.newBuilder()
        .setType(MessageType.MESSAGE_TYPE_TEXT)
        .setPayload(ByteString.copyFromUtf8(text))
        .build();
  }
}
