package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.session.UserKey;

/**
 * An invitation as Redis keeps it. What its two ends do with it they say in words and numbers of
 * their own. Immutable.
 *
 * @param number that the caller gave it
 * @param callerSid session of the caller
 * @param accepterSid session that accepted; empty if none did
 * @param version rises with each step, from 1; Redis sets it
 * @param sentMs Unix time of Redis, which sets it
 * @param sinceMs when the last step was; Redis sets it
 */
public record InvitationRecord(
    UserKey caller,
    long number,
    String callerSid,
    String calleeId,
    String channelId,
    String content,
    String response,
    String state,
    String accepterSid,
    int localError,
    int remoteError,
    long version,
    long sentMs,
    long sinceMs) {
  /** What it lives without a step, in milliseconds: longer than any wait for one. */
  static final long KEPT_MS = 180_000;

  /** Adds the fields that are not set by Redis: see invitation.lua. */
  Call addTo(Call call) {
    return call.add(callerSid)
        .add(calleeId)
        .add(channelId)
        .add(content)
        .add(response)
        .add(state)
        .add(accepterSid)
        .add(localError)
        .add(remoteError);
  }

  static InvitationRecord of(UserKey caller, long number, Reply reply) {
    return new InvitationRecord(
        caller,
        number,
        reply.text(),
        reply.text(),
        reply.text(),
        reply.text(),
        reply.text(),
        reply.text(),
        reply.text(),
        Math.toIntExact(reply.numberInText()),
        Math.toIntExact(reply.numberInText()),
        reply.numberInText(),
        reply.numberInText(),
        reply.numberInText());
  }
}
