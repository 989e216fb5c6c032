package io.rtmkit.loadtest.channel;

import io.netty.channel.EventLoop;
import io.rtmkit.loadtest.arrival.Paced;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.SentStream;
import io.rtmkit.loadtest.measure.Stamp;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.wire.WireClient;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.protocol.v1.Reply;

/** A member of a channel who sends to it. Called on the member's event loop. */
final class Publisher implements Paced {
  private final WireClient member;
  private final String channelId;
  private final int payload;
  private final Measurement measurement;
  private final Timing accepted;
  private final SentStream stream;
  private long asked;
  private long answered;

  Publisher(int number, WireClient member, String channelId, int payload, Measurement measurement) {
    this.member = member;
    this.channelId = channelId;
    this.payload = payload;
    this.measurement = measurement;
    this.accepted = ChannelScenario.accepted(measurement);
    this.stream = new SentStream(number);
  }

  SentStream stream() {
    return stream;
  }

  @Override
  public EventLoop loop() {
    return member.loop();
  }

  @Override
  public void fire(long intendedNanos) {
    Stamp stamp = stream.next(intendedNanos);
    asked++;
    member.publish(
        PublishRequest.newBuilder()
            .setMessageId(member.nextMessageId())
            .setChannelId(channelId)
            .setContent(stamp.content(payload)),
        reply -> onReply(stamp, reply));
  }

  private void onReply(Stamp stamp, Reply reply) {
    answered++;
    if (reply.getCode() == 0) {
      accepted.done(stamp.intendedNanos());
      stream.accepted(stamp.sequence());
    } else {
      measurement.refused("channel message", reply.getCode());
    }
  }

  long unanswered() {
    return asked - answered;
  }
}
