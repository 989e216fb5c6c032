package io.rtmkit.server.cluster;

import io.rtmkit.server.cluster.bus.Bus;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.Observers;
import io.rtmkit.server.core.session.Sessions;

/** What every service of the cluster works with. Immutable. */
record Cluster(
    Sessions sessions,
    Bus bus,
    SessionScripts users,
    ChannelScripts channels,
    InvitationScripts invitations,
    Directory directory,
    Retries retries,
    Observers observers,
    Clock clock) {
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
        observers,
        clock);
  }
}
