package io.rtmkit.server.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.HotPathBenchmark;
import io.rtmkit.server.Samples;
import io.rtmkit.server.core.Wire;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** What a lane joins once for all its members of a channel, and what each of them costs. */
@Fork(
    value = 2,
    jvmArgsAppend = {LoopThreads.CUSTOM, LoopThreads.CLASS})
public class SharedBufferBenchmark extends HotPathBenchmark {
  private final ByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;

  @Param({"1", "8", "64"})
  int frames;

  private List<byte[]> parts;
  private SharedBuffer joined;

  @Setup
  public void fill() {
    Push push = Push.newBuilder().setPublication(Samples.publication()).build();
    parts = Collections.nCopies(frames, Wire.encode(push));
    joined = new SharedBuffer(allocator, parts);
  }

  @Benchmark
  public void join() {
    new SharedBuffer(allocator, parts).release();
  }

  /** The same, with the form for WebSocket. */
  @Benchmark
  public void joinForWebSocket() {
    SharedBuffer buffer = new SharedBuffer(allocator, parts);
    buffer.retainedMessage().release();
    buffer.release();
  }

  /** The duplicate of one member. */
  @Benchmark
  public boolean seat() {
    return joined.retainedFrames().release();
  }

  @Benchmark
  public boolean seatForWebSocket() {
    return joined.retainedMessage().release();
  }
}
