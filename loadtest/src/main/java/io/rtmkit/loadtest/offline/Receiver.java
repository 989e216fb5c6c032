package io.rtmkit.loadtest.offline;

import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.SentStream;
import io.rtmkit.loadtest.measure.StreamCheck;
import io.rtmkit.protocol.v1.PeerMessagePush;
import io.rtmkit.protocol.v1.Push;

/** A user who comes back and is given what waited. Called on its event loop. */
final class Receiver {
  private final SentStream stream;
  private final StreamCheck check;
  private final Measurement measurement;
  private final Runnable whenComplete;
  private boolean complete;

  Receiver(SentStream stream, Measurement measurement, Runnable whenComplete) {
    this.stream = stream;
    this.measurement = measurement;
    this.whenComplete = whenComplete;
    this.check = new StreamCheck(measurement);
    check.expect(stream);
  }

  void onPush(Push push) {
    if (!push.hasPeerMessage()) {
      return;
    }
    PeerMessagePush message = push.getPeerMessage();
    check.received(message.getContent().getPayload().asReadOnlyByteBuffer());
    measurement.add(Measurement.CORRUPTED, message.getOffline() ? 0 : 1);
    if (!complete && check.hasAll(stream)) {
      complete = true;
      whenComplete.run();
    }
  }

  void conclude() {
    check.conclude(stream);
  }
}
