package io.rtmkit.server.core.channel;

import io.rtmkit.server.core.lane.JoinedFrames;
import io.rtmkit.server.core.lane.Lane;
import io.rtmkit.server.core.session.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a channel that lives on one lane: the seats of the members connected there. {@code
 * publish}, {@code add} and {@code remove} are called under the channel's monitor and only enqueue,
 * so that every seat sees events in the channel's order; the seats themselves belong to the lane.
 */
final class ChannelLane {
  private final Object channelMonitor;
  private final Lane lane;

  /** Collects events until the lane gets to it; guarded by the channel's monitor. */
  private @Nullable Batch open;

  /** Seats as of the last event; guarded by the channel's monitor. */
  private int seatCount;

  /** Only on the lane. */
  private final List<Seat> seats = new ArrayList<>(2);

  ChannelLane(Object channelMonitor, Lane lane) {
    this.channelMonitor = channelMonitor;
    this.lane = lane;
  }

  /** Writes the frame to every seat but the publisher's. */
  void publish(byte[] frame, @Nullable Session publisher) {
    if (seatCount == 0) {
      return;
    }
    if (open == null) {
      open = new Batch();
      lane.execute(open);
    }
    open.add(frame, publisher);
  }

  /**
   * Adds a seat, which first gets the frames it missed and then everything published from now on.
   */
  void add(Seat seat, List<byte[]> missed) {
    seatCount++;
    open = null; // later events go into a batch behind this task
    lane.execute(
        () -> {
          missed.forEach(seat.link::write);
          seat.index = seats.size();
          seats.add(seat);
        });
  }

  /** Removes a seat; nothing published from now on is written to it. */
  void remove(Seat seat) {
    seatCount--;
    open = null;
    lane.execute(() -> removeNow(seat));
  }

  private void removeNow(Seat seat) {
    if (seat.index < 0) {
      return;
    }
    Seat last = seats.remove(seats.size() - 1);
    if (last != seat) {
      seats.set(seat.index, last);
      last.index = seat.index;
    }
    seat.index = -1;
  }

  /** Events on their way to the seats; one task of the lane however many events came together. */
  private final class Batch implements Runnable {
    private final List<byte[]> frames = new ArrayList<>(4);
    private final List<@Nullable Session> publishers = new ArrayList<>(4);

    /** The distinct publishers: mostly none or one, so that a seat costs one comparison. */
    private @Nullable Session publisher;

    private @Nullable Set<Session> morePublishers;

    void add(byte[] frame, @Nullable Session from) {
      frames.add(frame);
      publishers.add(from);
      if (from == null || from == publisher) {
        return;
      }
      if (publisher == null) {
        publisher = from;
      } else {
        morePublishers =
            morePublishers == null
                ? Collections.newSetFromMap(new IdentityHashMap<>())
                : morePublishers;
        morePublishers.add(from);
      }
    }

    private boolean isPublisher(Session session) {
      return session == publisher || (morePublishers != null && morePublishers.contains(session));
    }

    @Override
    public void run() {
      synchronized (channelMonitor) {
        if (open == this) {
          open = null;
        }
      }
      // From here on nobody adds to this batch.
      if (seats.isEmpty()) {
        return;
      }
      JoinedFrames joined = lane.join(frames);
      try {
        for (Seat seat : seats) {
          write(seat, joined);
        }
      } finally {
        joined.release();
      }
    }

    private void write(Seat seat, JoinedFrames joined) {
      try {
        if (isPublisher(seat.session)) {
          writeOthers(seat);
        } else {
          seat.link.write(joined);
        }
      } catch (Throwable e) { // out of memory, say: the other seats must not miss the events
        Lane.onWriteFailed(seat.link, e);
      }
    }

    /** A publisher gets the events of the others only. */
    private void writeOthers(Seat seat) {
      for (int i = 0; i < frames.size(); i++) {
        if (publishers.get(i) != seat.session) {
          seat.link.write(frames.get(i));
        }
      }
    }
  }
}
