package io.rtmkit.loadtest.compare.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.rtmkit.loadtest.compare.dialect.RelayDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One client of the relay, see {@link RelayDialect}. Event loop only. */
final class RelayConnection extends ChannelInboundHandlerAdapter {
  private final Map<Integer, Topic> topics;
  private final boolean joined;
  private final List<Topic> touched = new ArrayList<>(2);
  private final List<Topic> subscribed = new ArrayList<>(1);
  private @Nullable ByteBuf rest;

  RelayConnection(Map<Integer, Topic> topics, boolean joined) {
    this.topics = topics;
    this.joined = joined;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (rest != null) {
      rest.writeBytes(in);
      in.release();
      in = rest;
      rest = null;
    }
    int from = in.readerIndex();
    int end = in.writerIndex();
    while (from < end) {
      int length = RelayDialect.lengthOf(in, from, end);
      if (length < 0) {
        break;
      }
      onFrame(ctx, in, from, length);
      from += length;
    }
    if (from < end) {
      rest = ctx.alloc().directBuffer(2 * (end - from) + 1024).writeBytes(in, from, end - from);
    }
    in.release();
  }

  private void onFrame(ChannelHandlerContext ctx, ByteBuf in, int from, int length) {
    int letter = RelayDialect.letterAt(in, from);
    switch (in.getByte(letter)) {
      case RelayDialect.PUBLISH -> {
        Topic topic = topic(in.getInt(letter + 1));
        if (!touched.contains(topic)) {
          touched.add(topic);
        }
        if (joined) {
          topic.join(in, from, length);
        } else {
          topic.write(in.slice(from, length));
        }
      }
      case RelayDialect.SUBSCRIBE -> {
        Topic topic = topic(in.getInt(letter + 1));
        topic.add(ctx.channel());
        subscribed.add(topic);
        answer(ctx);
      }
      default -> answer(ctx);
    }
  }

  private Topic topic(int id) {
    return topics.computeIfAbsent(id, missing -> new Topic());
  }

  private static void answer(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {1, RelayDialect.ANSWER}));
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    touched.forEach(Topic::flush);
    touched.clear();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    subscribed.forEach(topic -> topic.remove(ctx.channel()));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
