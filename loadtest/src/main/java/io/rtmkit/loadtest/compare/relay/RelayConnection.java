package io.rtmkit.loadtest.compare.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.rtmkit.loadtest.compare.dialect.FrameCutter;
import io.rtmkit.loadtest.compare.dialect.RelayDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One client of the relay, see {@link RelayDialect}. Event loop only. */
final class RelayConnection extends FrameCutter {
  private final Map<Integer, Topic> topics;
  private final boolean joined;
  private final List<Topic> touched = new ArrayList<>(2);
  private final List<Topic> subscribed = new ArrayList<>(1);

  RelayConnection(Map<Integer, Topic> topics, boolean joined) {
    this.topics = topics;
    this.joined = joined;
  }

  @Override
  protected int frameLength(ByteBuf in, int from, int end) {
    return RelayDialect.lengthOf(in, from, end);
  }

  @Override
  protected void onFrame(ChannelHandlerContext ctx, ByteBuf in, int from, int length) {
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
    super.channelInactive(ctx);
    subscribed.forEach(topic -> topic.remove(ctx.channel()));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
