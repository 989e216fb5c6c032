package io.rtmkit.server.cluster;

import io.rtmkit.server.cluster.script.ClusterKeys;
import io.rtmkit.server.cluster.script.PutInvitationScript;
import io.rtmkit.server.cluster.script.ReadInvitationScript;
import io.rtmkit.server.cluster.script.StepInvitationScript;
import io.rtmkit.server.redis.RedisCalls;

/** The scripts about invitations. Immutable. */
record InvitationScripts(
    PutInvitationScript put, StepInvitationScript step, ReadInvitationScript read) {
  static InvitationScripts of(RedisCalls calls, ClusterKeys keys) {
    return new InvitationScripts(
        new PutInvitationScript(calls, keys),
        new StepInvitationScript(calls, keys),
        new ReadInvitationScript(calls, keys));
  }
}
