package io.rtmkit.loadtest.peer;

import io.netty.channel.EventLoop;
import io.rtmkit.loadtest.arrival.Paced;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.SentStream;
import io.rtmkit.loadtest.measure.Stamp;
import io.rtmkit.loadtest.measure.StreamCheck;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.wire.WireClient;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.util.function.IntConsumer;

/**
 * One user who sends to one other. The sending half is called on the sender's event loop, {@link
 * #onPush} on the receiver's.
 */
public final class PeerPair implements Paced {
  /**
   * What is measured of all pairs.
   *
   * @param rtt from due to the reply
   * @param delivery from due to the arrival
   */
  public record Timings(Timing rtt, Timing delivery) {
    public static Timings declare(Measurement measurement) {
      return new Timings(
          measurement.timing(
              "rtt", "from when a message was due until the sender knew that it had arrived"),
          measurement.timing("delivery", "from when a message was due until its receiver had it"));
    }
  }

  private final WireClient sender;
  private final String receiverId;
  private final int payload;
  private final Measurement measurement;
  private final Timings timings;
  private final SentStream stream;
  private final StreamCheck check;
  private IntConsumer whenAnswered = pauseMs -> {};
  private long asked;
  private long answered;

  /**
   * A pair that has sent nothing.
   *
   * @param number no other pair has it
   * @param payload bytes of a message
   */
  public PeerPair(
      int number,
      WireClient sender,
      String receiverId,
      int payload,
      Measurement measurement,
      Timings timings) {
    this.sender = sender;
    this.receiverId = receiverId;
    this.payload = payload;
    this.measurement = measurement;
    this.timings = timings;
    this.stream = new SentStream(number);
    this.check = new StreamCheck(measurement);
    check.expect(stream);
  }

  /** What follows each answer, after as many milliseconds as the server wants. */
  void whenAnswered(IntConsumer next) {
    whenAnswered = next;
  }

  @Override
  public EventLoop loop() {
    return sender.loop();
  }

  @Override
  public void fire(long intendedNanos) {
    Stamp stamp = stream.next(intendedNanos);
    asked++;
    PeerMessageRequest.Builder message =
        PeerMessageRequest.newBuilder()
            .setMessageId(sender.nextMessageId())
            .setPeerId(receiverId)
            .setContent(stamp.content(payload));
    sender.ask(Request.newBuilder().setPeerMessage(message), reply -> onReply(stamp, reply));
  }

  private void onReply(Stamp stamp, Reply reply) {
    answered++;
    if (reply.getCode() == 0) {
      timings.rtt().done(stamp.intendedNanos());
      stream.accepted(stamp.sequence());
    } else {
      measurement.refused("peer message", reply.getCode());
    }
    whenAnswered.accept(reply.getRetryAfterMs());
  }

  public void onPush(Push push) {
    if (push.hasPeerMessage()) {
      Stamp stamp =
          check.received(push.getPeerMessage().getContent().getPayload().asReadOnlyByteBuffer());
      if (stamp != null) {
        timings.delivery().done(stamp.intendedNanos());
      }
    }
  }

  /** Whether every message is answered, and here if it was accepted. */
  public boolean isSettled() {
    return asked == answered && check.hasAll(stream);
  }

  public void conclude() {
    measurement.add(Measurement.UNANSWERED, asked - answered);
    check.conclude(stream);
  }
}
