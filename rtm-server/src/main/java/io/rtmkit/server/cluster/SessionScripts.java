package io.rtmkit.server.cluster;

import io.rtmkit.server.cluster.script.CloseSessionScript;
import io.rtmkit.server.cluster.script.ClusterKeys;
import io.rtmkit.server.cluster.script.InvitationIndexScript;
import io.rtmkit.server.cluster.script.OpenSessionScript;
import io.rtmkit.server.cluster.script.OwnedUsers;
import io.rtmkit.server.cluster.script.ReadSessionScript;
import io.rtmkit.server.cluster.script.SessionSetScript;
import io.rtmkit.server.cluster.script.SessionStateScript;
import io.rtmkit.server.cluster.script.WatchScript;
import io.rtmkit.server.redis.RedisCalls;

/** The scripts about users and their sessions. Immutable. */
record SessionScripts(
    OwnedUsers owned,
    OpenSessionScript open,
    SessionStateScript state,
    CloseSessionScript close,
    ReadSessionScript read,
    SessionSetScript sets,
    WatchScript watch,
    InvitationIndexScript invitations) {
  static SessionScripts of(RedisCalls calls, ClusterKeys keys) {
    return new SessionScripts(
        new OwnedUsers(calls, keys),
        new OpenSessionScript(calls, keys),
        new SessionStateScript(calls, keys),
        new CloseSessionScript(calls, keys),
        new ReadSessionScript(calls, keys),
        new SessionSetScript(calls, keys),
        new WatchScript(calls, keys),
        new InvitationIndexScript(calls, keys));
  }
}
