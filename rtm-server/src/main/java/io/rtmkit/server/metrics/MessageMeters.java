package io.rtmkit.server.metrics;

import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_CACHED_BY_SERVER_VALUE;
import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_OK_VALUE;
import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE;
import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_TIMEOUT_VALUE;

import io.micrometer.core.instrument.DistributionSummary;
import java.util.concurrent.atomic.LongAdder;

/** Messages from user to user and to channels. Thread-safe. */
final class MessageMeters {
  /** What became of a message from user to user. */
  private enum Result {
    DELIVERED,
    CACHED,
    OFFLINE,
    TIMEOUT,
    FAILED
  }

  private final EnumCounters<Result> peerMessages;
  private final TimeHistogram peerAck;
  private final LongAdder channelTotal = new LongAdder();
  private final LongAdder deliveriesTotal = new LongAdder();
  private final DistributionSummary fanOut;

  MessageMeters(Meters meters) {
    peerMessages =
        new EnumCounters<>(
            meters,
            "rtm.peer.messages",
            "Messages from user to user whose sender has the final answer.",
            "result",
            Result.class,
            "");
    peerAck =
        meters.times(
            "rtm_peer_ack_seconds",
            "Time from accepting a peer message to its receiver's acknowledgement.");
    meters.count(
        "rtm.channel.publications", Meters.NONE, "Messages to channels.", channelTotal::sum);
    meters.count(
        "rtm.channel.deliveries",
        Meters.NONE,
        "Members that messages to channels were published to.",
        deliveriesTotal::sum);
    fanOut =
        DistributionSummary.builder("rtm.channel.fanout")
            .description("Members that one message to a channel was published to.")
            .serviceLevelObjectives(Buckets.receivers())
            .register(meters.registry());
  }

  void peerMessageAnswered(int code, long nanos) {
    peerMessages.increment(result(code));
    if (code == PEER_MESSAGE_ERR_OK_VALUE) {
      peerAck.record(nanos);
    }
  }

  private static Result result(int code) {
    return switch (code) {
      case PEER_MESSAGE_ERR_OK_VALUE -> Result.DELIVERED;
      case PEER_MESSAGE_ERR_CACHED_BY_SERVER_VALUE -> Result.CACHED;
      case PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE -> Result.OFFLINE;
      case PEER_MESSAGE_ERR_TIMEOUT_VALUE -> Result.TIMEOUT;
      default -> Result.FAILED;
    };
  }

  void published(int receivers) {
    channelTotal.increment();
    deliveriesTotal.add(receivers);
    fanOut.record(receivers);
  }

  long peerMessages() {
    return peerMessages.sum();
  }

  long channelMessages() {
    return channelTotal.sum();
  }

  long deliveries() {
    return deliveriesTotal.sum();
  }

  TimeHistogram peerAck() {
    return peerAck;
  }
}
