package io.rtmkit.server.core.channel;

import io.rtmkit.server.HotPathBenchmark;
import io.rtmkit.server.Samples;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** One lane's part of a channel, and the turn of the lane: an operation reaches all seats. */
public class ChannelLaneBenchmark extends HotPathBenchmark {
  private static final int EVENTS = 8;

  private final Object channelMonitor = new Object();
  private final byte[] frame = Publications.encode(Samples.publication());

  @Param({"100", "1000"})
  int seats;

  private Roster roster;
  private ChannelLane part;
  private Seat newSeat;

  @Setup
  public void fill() {
    roster = new Roster(seats);
    part = new ChannelLane(channelMonitor, roster.loop.lane());
    for (Roster.User user : roster.users) {
      part.add(new Seat(user.session(), user.link()), List.of());
    }
    newSeat = new Seat(roster.newcomer.session(), roster.newcomer.link());
    roster.loop.run();
    publish();
    Roster.expect(seats - 1, roster.writes());
  }

  /** One event of a member. */
  @Benchmark
  public void publish() {
    publish(1);
    roster.loop.run();
  }

  /** Eight events that came together. */
  @Benchmark
  public void publishBatch() {
    publish(EVENTS);
    roster.loop.run();
  }

  private void publish(int events) {
    for (int i = 0; i < events; i++) {
      synchronized (channelMonitor) {
        part.publish(frame, roster.users.get(0).session());
      }
    }
  }

  @Benchmark
  public void addAndRemove() {
    synchronized (channelMonitor) {
      part.add(newSeat, List.of());
    }
    roster.loop.run();
    synchronized (channelMonitor) {
      part.remove(newSeat);
    }
    roster.loop.run();
  }
}
