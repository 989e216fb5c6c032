package io.rtmkit.loadtest.offline;

import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.SentStream;
import io.rtmkit.loadtest.measure.Stamp;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.wire.WireClient;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Sends messages to users of its own who are away, some at a time: to all the first, then to all
 * the second. Called on its event loop, except for what is said to be thread-safe.
 */
final class Sender {
  private static final int WINDOW = 8;
  private static final int PAYLOAD = 184;

  /** The receiver is away, and the message waits. */
  private static final int CACHED = 4;

  private final WireClient client;
  private final Measurement measurement;
  private final Timing store;
  private final int messages;
  private final List<String> receivers = new ArrayList<>();
  private final List<SentStream> streams = new ArrayList<>();
  private final Map<Integer, SentStream> byNumber = new HashMap<>();
  private Runnable whenDone = () -> {};
  private long sent;
  private volatile long answered;
  private volatile boolean stopped;

  Sender(WireClient client, Measurement measurement, Timing store, int messages) {
    this.client = client;
    this.measurement = measurement;
    this.store = store;
    this.messages = messages;
  }

  /** This user is one of its own; before the start. */
  void storeFor(int number, String userId) {
    SentStream stream = new SentStream(number);
    receivers.add(userId);
    streams.add(stream);
    byNumber.put(number, stream);
  }

  SentStream stream(int number) {
    return Objects.requireNonNull(byNumber.get(number));
  }

  /** Begins; may be called from any thread. */
  void start(Runnable whenThrough) {
    client
        .loop()
        .execute(
            () -> {
              whenDone = whenThrough;
              for (int i = 0; i < WINDOW; i++) {
                sendNext();
              }
              if (isDone()) {
                whenDone.run();
              }
            });
  }

  private long all() {
    return (long) messages * receivers.size();
  }

  private void sendNext() {
    if (stopped || sent == all()) {
      return;
    }
    int place = (int) (sent++ % receivers.size());
    SentStream stream = streams.get(place);
    Stamp stamp = stream.next(System.nanoTime());
    PeerMessageRequest.Builder message =
        PeerMessageRequest.newBuilder()
            .setMessageId(client.nextMessageId())
            .setPeerId(receivers.get(place))
            .setContent(stamp.content(PAYLOAD))
            .setEnableOfflineMessaging(true);
    client.ask(
        Request.newBuilder().setPeerMessage(message), reply -> onReply(stream, stamp, reply));
  }

  private void onReply(SentStream stream, Stamp stamp, Reply reply) {
    if (reply.getCode() == CACHED) {
      store.done(stamp.intendedNanos());
      stream.accepted(stamp.sequence());
      measurement.add(OfflineScenario.STORED, 1);
    } else {
      measurement.refused("stored message", reply.getCode());
    }
    answered(answered + 1);
    sendNext();
    if (isDone()) {
      whenDone.run();
    }
  }

  private void answered(long count) {
    answered = count;
  }

  /** Thread-safe. */
  long answered() {
    return answered;
  }

  /** Whether everything is answered. Thread-safe. */
  boolean isDone() {
    return answered == all();
  }

  /** Thread-safe. */
  void stop() {
    stopped = true;
  }

  void conclude() {
    measurement.add(Measurement.UNANSWERED, sent - answered);
  }
}
