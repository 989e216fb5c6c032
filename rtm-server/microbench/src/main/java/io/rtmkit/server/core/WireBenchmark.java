package io.rtmkit.server.core;

import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.PeerMessagePush;
import io.rtmkit.protocol.v1.PublishReply;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.server.HotPathBenchmark;
import io.rtmkit.server.Samples;
import org.openjdk.jmh.annotations.Benchmark;

/** Frames out of replies and pushes, built as their senders build them. */
public class WireBenchmark extends HotPathBenchmark {
  private final Content content = Samples.peerMessage().getContent();
  private long number;

  @Benchmark
  public byte[] okReply() {
    return Wire.encode(Reply.newBuilder().setRequestId(++number).build());
  }

  @Benchmark
  public byte[] publishReply() {
    PublishReply.Builder body =
        PublishReply.newBuilder().setOffset(123_456).setServerReceivedMs(1_700_000_000_000L);
    return Wire.encode(Reply.newBuilder().setRequestId(++number).setPublish(body).build());
  }

  @Benchmark
  public byte[] peerMessagePush() {
    PeerMessagePush.Builder body =
        PeerMessagePush.newBuilder()
            .setMessageId(4711)
            .setPeerId(Samples.PEER)
            .setContent(content)
            .setServerReceivedMs(1_700_000_000_000L);
    return Wire.encode(Push.newBuilder().setInboxOffset(++number).setPeerMessage(body).build());
  }
}
