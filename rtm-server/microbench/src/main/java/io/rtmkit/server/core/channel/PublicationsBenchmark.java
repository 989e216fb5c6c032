package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelMessage;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.server.HotPathBenchmark;
import io.rtmkit.server.Samples;
import org.openjdk.jmh.annotations.Benchmark;

/** What a channel encodes once, however many members it has. */
public class PublicationsBenchmark extends HotPathBenchmark {
  private final PublishOrder order = new PublishOrder(Samples.publish(), 1_700_000_000_000L, 0);

  private final Publication event = Samples.publication();

  @Benchmark
  public ChannelMessage message() {
    return Publications.message(order, "user-00001", false);
  }

  /** Without making the event; its parts remember their size from the time before. */
  @Benchmark
  public byte[] encodeAgain() {
    return Publications.encode(event);
  }

  /** From the order to the frame, as a channel does it. */
  @Benchmark
  public byte[] messageAndEncode() {
    return Publications.encode(
        Publication.newBuilder()
            .setChannelId(Samples.CHANNEL)
            .setOffset(123_456)
            .setMessage(Publications.message(order, "user-00001", false))
            .build());
  }

  @Benchmark
  public byte[] encodeCount() {
    return Publications.encodeCount(Samples.CHANNEL, 1000);
  }
}
