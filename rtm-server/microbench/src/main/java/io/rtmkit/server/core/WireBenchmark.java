package io.rtmkit.server.core;

import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.PublishReply;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.server.HotPathBenchmark;
import io.rtmkit.server.Samples;
import org.openjdk.jmh.annotations.Benchmark;

/** Frames out of replies and pushes, made as their senders make them. */
public class WireBenchmark extends HotPathBenchmark {
  private final Content content = Samples.peerMessage().getContent();
  private long number;

  @Benchmark
  public byte[] okReply() {
    return HotFrames.ok(++number);
  }

  @Benchmark
  public byte[] publishReply() {
    PublishReply.Builder body =
        PublishReply.newBuilder().setOffset(123_456).setServerReceivedMs(1_700_000_000_000L);
    return Wire.encode(Reply.newBuilder().setRequestId(++number).setPublish(body).build());
  }

  @Benchmark
  public byte[] peerMessagePush() {
    return HotFrames.peerMessage(++number, 4711, Samples.PEER, content, 1_700_000_000_000L);
  }
}
