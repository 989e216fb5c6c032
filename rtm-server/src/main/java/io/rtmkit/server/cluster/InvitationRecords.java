package io.rtmkit.server.cluster;

import io.rtmkit.server.cluster.script.InvitationRecord;
import io.rtmkit.server.core.invitation.InvitationFacts;
import io.rtmkit.server.core.invitation.InvitationState;

/** Between invitations as the core knows them and as Redis keeps them. Stateless. */
final class InvitationRecords {
  private InvitationRecords() {}

  static InvitationRecord of(InvitationFacts facts, long version) {
    return new InvitationRecord(
        facts.caller(),
        facts.number(),
        facts.callerSession(),
        facts.calleeId(),
        facts.channelId(),
        facts.content(),
        facts.response(),
        facts.state().name(),
        facts.accepterSession(),
        facts.localError(),
        facts.remoteError(),
        version,
        0,
        0);
  }

  static InvitationFacts facts(InvitationRecord record) {
    return new InvitationFacts(
        record.caller(),
        record.number(),
        record.callerSid(),
        record.calleeId(),
        record.channelId(),
        record.content(),
        record.response(),
        InvitationState.valueOf(record.state()),
        record.accepterSid(),
        record.localError(),
        record.remoteError());
  }
}
