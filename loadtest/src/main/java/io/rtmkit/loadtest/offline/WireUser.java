package io.rtmkit.loadtest.offline;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.LoginRequest;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.util.List;

/**
 * One user on one connection, far smaller than a client of the SDK, so that ten thousand of them
 * fit into one process. Called on its event loop.
 */
abstract class WireUser extends ByteToMessageDecoder {
  private static final long LOGIN_ID = 1;

  private final String appId;
  private final String userId;
  private long lastRequestId = LOGIN_ID;
  private long inboxOffset;
  private boolean ackDue;

  WireUser(String appId, String userId) {
    this.appId = appId;
    this.userId = userId;
  }

  /** The login was answered; nothing else comes before this. */
  abstract void onLoggedIn(Channel channel);

  abstract void onReply(Channel channel, Reply reply);

  abstract void onPush(Push push);

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.write(Unpooled.wrappedBuffer(Frames.preamble()));
    LoginRequest login =
        LoginRequest.newBuilder().setAppId(appId).setUserId(userId).setSdk("rtm-bench").build();
    send(ctx.channel(), Request.newBuilder().setRequestId(LOGIN_ID).setLogin(login));
    ctx.flush();
  }

  /** Sends a request with the next id, which it returns; to be flushed. */
  final long ask(Channel channel, Request.Builder request) {
    long id = ++lastRequestId;
    send(channel, request.setRequestId(id));
    return id;
  }

  private static void send(Channel channel, Request.Builder request) {
    Envelope envelope = Envelope.newBuilder().setRequest(request).build();
    channel.write(Unpooled.wrappedBuffer(Frames.encode(envelope)));
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    in.markReaderIndex();
    int length = 0;
    for (int shift = 0; in.isReadable(); shift += 7) {
      int part = in.readByte();
      length |= (part & 0x7f) << shift;
      if (part >= 0) {
        if (in.readableBytes() >= length) {
          onEnvelope(ctx.channel(), Envelope.parseFrom(in.readSlice(length).nioBuffer()));
          return;
        }
        break;
      }
    }
    in.resetReaderIndex();
  }

  private void onEnvelope(Channel channel, Envelope envelope) {
    if (envelope.hasReply() && envelope.getReply().getRequestId() == LOGIN_ID) {
      if (envelope.getReply().getCode() != 0) {
        throw new IllegalStateException(userId + ": " + envelope.getReply().getReason());
      }
      onLoggedIn(channel);
    } else if (envelope.hasReply()) {
      onReply(channel, envelope.getReply());
    } else if (envelope.hasPush()) {
      if (envelope.getPush().getInboxOffset() > inboxOffset) {
        inboxOffset = envelope.getPush().getInboxOffset();
        ackDue = true;
      }
      onPush(envelope.getPush());
    }
  }

  /** Everything that one read brought has been taken: one ack for all of it. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    if (ackDue) {
      ackDue = false;
      Ack ack = Ack.newBuilder().setInboxOffset(inboxOffset).build();
      Envelope envelope = Envelope.newBuilder().setAck(ack).build();
      ctx.write(Unpooled.wrappedBuffer(Frames.encode(envelope)));
    }
    ctx.flush();
    super.channelReadComplete(ctx);
  }
}
