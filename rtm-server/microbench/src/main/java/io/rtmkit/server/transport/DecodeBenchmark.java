package io.rtmkit.server.transport;

import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.server.HotPathBenchmark;
import io.rtmkit.server.Samples;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** Requests out of the bytes of one read; an operation is one frame. */
@Fork(
    value = 2,
    jvmArgsAppend = {LoopThreads.CUSTOM, LoopThreads.CLASS})
public class DecodeBenchmark extends HotPathBenchmark {
  private static final int MANY = 64;

  /** Keeps the last request that came out of the pipeline, and counts them. */
  private static final class Sink extends ChannelInboundHandlerAdapter {
    private @Nullable Object last;
    private long count;

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
      last = message;
      count++;
    }
  }

  @Param({"publish", "peerMessage"})
  String request;

  private final FrameReader reader = new FrameReader(1 << 20);
  private final Sink sink = new Sink();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(new TcpFrameDecoder(new FrameReader(1 << 20)), sink);
  private ByteBuf one;
  private ByteBuf many;

  @Setup
  public void fill() {
    Request.Builder body =
        request.equals("publish")
            ? Request.newBuilder().setPublish(Samples.publish())
            : Request.newBuilder().setPeerMessage(Samples.peerMessage());
    byte[] frame = Frames.encode(Envelope.newBuilder().setRequest(Samples.request(body)).build());
    one = PooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(frame);
    many = PooledByteBufAllocator.DEFAULT.directBuffer(MANY * frame.length);
    for (int i = 0; i < MANY; i++) {
      many.writeBytes(frame);
    }
    tcpMany();
    if (sink.count != MANY) {
      throw new IllegalStateException(sink.count + " requests came out");
    }
  }

  @Benchmark
  public @Nullable MessageLite readerOne() throws BadFrameException {
    return reader.read(one.readerIndex(0));
  }

  @Benchmark
  @OperationsPerInvocation(MANY)
  public void readerMany(Blackhole hole) throws BadFrameException {
    many.readerIndex(0);
    for (MessageLite m = reader.read(many); m != null; m = reader.read(many)) {
      hole.consume(m);
    }
  }

  @Benchmark
  public @Nullable Object tcpOne() {
    return read(one);
  }

  @Benchmark
  @OperationsPerInvocation(MANY)
  public @Nullable Object tcpMany() {
    return read(many);
  }

  /** What an event loop does with the bytes of one read. */
  private @Nullable Object read(ByteBuf bytes) {
    channel.pipeline().fireChannelRead(bytes.readerIndex(0).retainedDuplicate());
    channel.pipeline().fireChannelReadComplete();
    return sink.last;
  }
}
