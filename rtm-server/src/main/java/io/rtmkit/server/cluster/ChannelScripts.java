package io.rtmkit.server.cluster;

import io.rtmkit.server.cluster.script.ChannelScriptRules;
import io.rtmkit.server.cluster.script.ClusterKeys;
import io.rtmkit.server.cluster.script.CountMembersScript;
import io.rtmkit.server.cluster.script.JoinChannelScript;
import io.rtmkit.server.cluster.script.LeaveChannelScript;
import io.rtmkit.server.cluster.script.LockScript;
import io.rtmkit.server.cluster.script.MoveMemberScript;
import io.rtmkit.server.cluster.script.PublishScript;
import io.rtmkit.server.cluster.script.ReadAttributesScript;
import io.rtmkit.server.cluster.script.ReadChannelScript;
import io.rtmkit.server.cluster.script.ReadLocksScript;
import io.rtmkit.server.cluster.script.ReadMembersScript;
import io.rtmkit.server.cluster.script.RestartChannelScript;
import io.rtmkit.server.cluster.script.WriteAttributesScript;
import io.rtmkit.server.config.AttributeConfig;
import io.rtmkit.server.redis.RedisCalls;

/** The scripts about channels, and about attributes. Immutable. */
record ChannelScripts(
    JoinChannelScript join,
    LeaveChannelScript leave,
    MoveMemberScript move,
    PublishScript publish,
    ReadChannelScript read,
    RestartChannelScript restart,
    ReadMembersScript members,
    CountMembersScript count,
    WriteAttributesScript writeAttributes,
    ReadAttributesScript readAttributes,
    LockScript lock,
    ReadLocksScript readLocks) {
  static ChannelScripts of(
      RedisCalls calls,
      ClusterKeys keys,
      ChannelScriptRules rules,
      AttributeConfig attributes,
      int mostLocks) {
    return new ChannelScripts(
        new JoinChannelScript(calls, keys, rules),
        new LeaveChannelScript(calls, keys, rules),
        new MoveMemberScript(calls, keys),
        new PublishScript(calls, keys, rules),
        new ReadChannelScript(calls, keys),
        new RestartChannelScript(calls, keys),
        new ReadMembersScript(calls, keys),
        new CountMembersScript(calls, keys),
        new WriteAttributesScript(calls, keys, attributes),
        new ReadAttributesScript(calls, keys),
        new LockScript(calls, keys, mostLocks),
        new ReadLocksScript(calls, keys));
  }
}
