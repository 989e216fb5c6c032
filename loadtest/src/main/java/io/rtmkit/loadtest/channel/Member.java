package io.rtmkit.loadtest.channel;

import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Stamp;
import io.rtmkit.loadtest.measure.StreamCheck;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.protocol.v1.Push;
import java.util.ArrayList;
import java.util.List;

/** A member of a channel who hears the others. Called on the member's event loop. */
final class Member {
  private final Timing delivery;
  private final StreamCheck check;
  private final List<Publisher> heard = new ArrayList<>(1);

  Member(Measurement measurement, Timing delivery) {
    this.delivery = delivery;
    this.check = new StreamCheck(measurement);
  }

  /** This one is another member of the channel. */
  void hear(Publisher publisher) {
    heard.add(publisher);
    check.expect(publisher.stream());
  }

  void onPush(Push push) {
    if (push.hasPublication() && push.getPublication().hasMessage()) {
      Stamp stamp =
          check.received(
              push.getPublication().getMessage().getContent().getPayload().asReadOnlyByteBuffer());
      if (stamp != null) {
        delivery.done(stamp.intendedNanos());
      }
    }
  }

  boolean hasAll() {
    return heard.stream().allMatch(publisher -> check.hasAll(publisher.stream()));
  }

  void conclude() {
    heard.forEach(publisher -> check.conclude(publisher.stream()));
  }
}
