package io.rtmkit.server.cluster;

import io.rtmkit.server.cluster.bus.Bus;
import io.rtmkit.server.cluster.script.SessionRecord;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.Observers;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;

/** What every service of the cluster works with. Immutable. */
record Cluster(
    Sessions sessions,
    Bus bus,
    SessionScripts users,
    ChannelScripts channels,
    InvitationScripts invitations,
    Directory directory,
    Retries retries,
    ClusterCounters counters,
    Observers observers,
    Clock clock)
    implements PeerArrivals.Way {
  Cluster(
      Sessions sessions,
      Bus bus,
      SessionScripts users,
      ChannelScripts channels,
      InvitationScripts invitations,
      Observers observers,
      Clock clock) {
    this(
        sessions,
        bus,
        users,
        channels,
        invitations,
        new Directory(users.read()::run, clock),
        new Retries(),
        new ClusterCounters(),
        observers,
        clock);
  }

  @Override
  public void post(String node, Item item) {
    bus.send(node, item);
  }

  @Override
  public void onPassedOn() {
    counters.onPeerPassedOn();
  }

  @Override
  public long redisMs() {
    return bus.redisMs();
  }

  @Override
  public String wentTo(UserKey user) {
    SessionRecord known = directory.known(user);
    return known == null || known.node().equals(bus.node()) ? "" : known.node();
  }
}
