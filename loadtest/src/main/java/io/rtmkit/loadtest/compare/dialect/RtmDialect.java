package io.rtmkit.loadtest.compare.dialect;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.netty.buffer.ByteBuf;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.JoinRequest;
import io.rtmkit.protocol.v1.LoginRequest;
import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.protocol.v1.PingRequest;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.protocol.v1.Request;
import java.util.function.UnaryOperator;

/** RTMKit's own protocol over TCP; topics are channels. One thread. */
public class RtmDialect implements Dialect {
  /** The app that clients log in to. */
  public static final String APP = "0123456789abcdef0123456789abcdef";

  private static final int HEARTBEAT_MILLIS = 2_500;
  private static final long LOGIN = 1;
  private static final long JOIN = 2;
  private static final long PING = 3;
  private static final long FIRST_REQUEST = 16;

  private static final byte REPLY_TAG = 0x12;
  private static final byte PUSH_TAG = 0x1a;
  private static final byte FIRST_FIELD_TAG = 0x08;
  private static final byte CODE_TAG = 0x10;

  private final UnaryOperator<String> tokens;
  private final int heartbeatMillis;
  private long messageId;
  private long inboxOffset;

  /**
   * Creates the dialect of a connection.
   *
   * @param tokens the token of a user; empty for none
   * @param heartbeatMillis 0 for what the server has by default
   */
  public RtmDialect(UnaryOperator<String> tokens, int heartbeatMillis) {
    this.tokens = tokens;
    this.heartbeatMillis = heartbeatMillis == 0 ? HEARTBEAT_MILLIS : heartbeatMillis;
  }

  @Override
  public void connect(ByteBuf out, String user) {
    out.writeBytes(Frames.preamble());
    login(out, user);
  }

  final void login(ByteBuf out, String user) {
    LoginRequest login =
        LoginRequest.newBuilder()
            .setAppId(APP)
            .setUserId(user)
            .setToken(tokens.apply(user))
            .setSdk("rtm-bench")
            .build();
    write(out, request(LOGIN).setLogin(login));
  }

  private static Request.Builder request(long id) {
    return Request.newBuilder().setRequestId(id);
  }

  private void write(ByteBuf out, Request.Builder request) {
    writeFrame(out, Frames.encode(Envelope.newBuilder().setRequest(request).build()));
  }

  /** Writes one frame as the transport wants it. */
  void writeFrame(ByteBuf out, byte[] frame) {
    out.writeBytes(frame);
  }

  @Override
  public void subscribe(ByteBuf out, String topic) {
    write(out, request(JOIN).setJoin(JoinRequest.newBuilder().setChannelId(topic)));
  }

  @Override
  public boolean publishersSubscribe() {
    return true;
  }

  @Override
  public void publish(ByteBuf out, String topic, ByteBuf payload) {
    PublishRequest.Builder publish =
        PublishRequest.newBuilder()
            .setMessageId(++messageId)
            .setChannelId(topic)
            .setContent(content(payload));
    write(out, request(FIRST_REQUEST + messageId).setPublish(publish));
  }

  private static Content content(ByteBuf payload) {
    // Encoded before the payload changes.
    ByteString bytes = UnsafeByteOperations.unsafeWrap(payload.nioBuffer());
    return Content.newBuilder().setType(MessageType.MESSAGE_TYPE_RAW).setPayload(bytes).build();
  }

  @Override
  public void request(ByteBuf out, String user, long id, ByteBuf payload) {
    PeerMessageRequest.Builder message =
        PeerMessageRequest.newBuilder()
            .setMessageId(id + 1)
            .setPeerId(user)
            .setContent(content(payload));
    write(out, request(FIRST_REQUEST + id).setPeerMessage(message));
  }

  @Override
  public boolean acknowledges() {
    return true;
  }

  @Override
  public void acknowledge(ByteBuf out) {
    Ack.Builder ack = Ack.newBuilder().setInboxOffset(inboxOffset);
    writeFrame(out, Frames.encode(Envelope.newBuilder().setAck(ack).build()));
  }

  @Override
  public void keepAlive(ByteBuf out) {
    write(out, request(PING).setPing(PingRequest.getDefaultInstance()));
  }

  @Override
  public int keepAliveMillis() {
    return heartbeatMillis;
  }

  @Override
  public int frameLength(ByteBuf in, int from, int end) {
    return Varint.frameLength(in, from, end);
  }

  @Override
  public Kind kind(ByteBuf in, int from, int length) {
    int frame = Varint.skip(in, from);
    byte tag = in.getByte(frame);
    int body = Varint.skip(in, frame + 1);
    if (tag == PUSH_TAG) {
      if (in.getByte(body) == FIRST_FIELD_TAG) {
        inboxOffset = Varint.read(in, body + 1);
      }
      return Kind.MESSAGE;
    }
    if (tag != REPLY_TAG || in.getByte(body) != FIRST_FIELD_TAG) {
      return Kind.OTHER;
    }
    long requestId = Varint.read(in, body + 1);
    int afterId = Varint.skip(in, body + 1);
    if (afterId < from + length && in.getByte(afterId) == CODE_TAG) {
      return Kind.REFUSED;
    }
    if (requestId >= FIRST_REQUEST) {
      return Kind.DONE;
    }
    return requestId == PING ? Kind.OTHER : Kind.ANSWER;
  }

  @Override
  public String describe(ByteBuf in, int from, int length) {
    int frame = Varint.skip(in, from);
    try {
      var reply = Envelope.parseFrom(in.nioBuffer(frame, from + length - frame)).getReply();
      return reply.getCode() + " " + reply.getReason();
    } catch (InvalidProtocolBufferException e) {
      return "no envelope";
    }
  }
}
