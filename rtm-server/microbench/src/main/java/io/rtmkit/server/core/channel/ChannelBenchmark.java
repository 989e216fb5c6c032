package io.rtmkit.server.core.channel;

import io.rtmkit.server.HotPathBenchmark;
import io.rtmkit.server.Samples;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A whole channel of one lane, and the turn of the lane. Up to 512 members joins and leaves are
 * told to all; above, only the count is, every now and then.
 */
public class ChannelBenchmark extends HotPathBenchmark {
  private final PublishOrder order = new PublishOrder(Samples.publish(), 1_700_000_000_000L, 0);

  @Param({"100", "1000"})
  int members;

  private Roster roster;
  private Channel channel;

  @Setup
  public void fill() {
    roster = new Roster(members);
    channel = roster.newChannel();
    for (Roster.User user : roster.users) {
      channel.join(user.session(), user.link(), null, System.nanoTime());
    }
    roster.loop.run();
    long before = roster.writes();
    publish();
    Roster.expect(members - 1, roster.writes() - before);
  }

  @Benchmark
  public Published publish() {
    Published published = channel.publish(roster.users.get(0).session(), order, System.nanoTime());
    roster.loop.run();
    return published;
  }

  @Benchmark
  public Joined joinAndLeave() {
    Roster.User user = roster.newcomer;
    Joined joined = channel.join(user.session(), user.link(), null, System.nanoTime());
    roster.loop.run();
    channel.leave(user.session(), false, System.nanoTime());
    roster.loop.run();
    return joined;
  }
}
