package io.rtmkit.loadtest.compare.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who gets what is published, and what one read has brought for them. Event loop only. */
final class Topic {
  private final List<Channel> subscribers = new ArrayList<>();
  private @Nullable ByteBuf joined;

  void add(Channel subscriber) {
    subscribers.add(subscriber);
  }

  void remove(Channel subscriber) {
    subscribers.remove(subscriber);
  }

  /** Passes one message on, to be flushed. */
  void write(ByteBuf message) {
    for (Channel subscriber : subscribers) {
      subscriber.write(message.retainedDuplicate(), subscriber.voidPromise());
    }
  }

  /** Keeps a message until the end of the read. */
  void join(ByteBuf in, int from, int length) {
    if (joined == null) {
      joined = in.alloc().directBuffer(Math.max(length, in.readableBytes()));
    }
    joined.writeBytes(in, from, length);
  }

  /** Sends what has been written and joined. */
  void flush() {
    ByteBuf bytes = joined;
    joined = null;
    for (Channel subscriber : subscribers) {
      if (bytes != null) {
        subscriber.write(bytes.retainedDuplicate(), subscriber.voidPromise());
      }
      subscriber.flush();
    }
    if (bytes != null) {
      bytes.release();
    }
  }
}
