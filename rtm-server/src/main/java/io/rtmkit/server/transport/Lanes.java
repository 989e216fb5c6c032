package io.rtmkit.server.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.rtmkit.server.core.lane.FrameJoiner;
import io.rtmkit.server.core.lane.Lane;
import java.util.IdentityHashMap;

/** One lane for each event loop. Immutable. */
final class Lanes {
  private final IdentityHashMap<EventExecutor, Lane> byLoop = new IdentityHashMap<>();

  Lanes(EventLoopGroup loops, ByteBufAllocator allocator) {
    FrameJoiner joiner = frames -> new SharedBuffer(allocator, frames);
    for (EventExecutor loop : loops) {
      byLoop.put(loop, new Lane(byLoop.size(), loop, loop::inEventLoop, joiner));
    }
  }

  /** Tasks that wait in all lanes together; counts them one by one. */
  long waiting() {
    long waiting = 0;
    for (Lane lane : byLoop.values()) {
      waiting += lane.waiting();
    }
    return waiting;
  }

  Lane of(EventLoop loop) {
    Lane lane = byLoop.get(loop);
    if (lane == null) {
      throw new IllegalArgumentException("not an event loop of this server");
    }
    return lane;
  }
}
