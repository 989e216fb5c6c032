package io.rtmkit.server.config;

import java.time.Duration;

/**
 * Times and buffers of one session. Immutable.
 *
 * @param loginTimeout a connection without a login is closed after this
 * @param heartbeatInterval a client pings when it received nothing for this long
 * @param interruptedAfter a client that received nothing for this long reconnects
 * @param unreachableAfter the server calls a user unreachable after this much silence
 * @param grace a session outlives its connection for this long
 * @param peerAckTimeout a peer message that is not acknowledged by then has timed out
 * @param inboxMessages pushes that wait for an acknowledgement, beyond which senders are refused
 * @param inboxBytes the same, in bytes
 * @param sendBufferBytes unsent bytes beyond which a connection counts as too slow
 */
public record SessionConfig(
    Duration loginTimeout,
    Duration heartbeatInterval,
    Duration interruptedAfter,
    Duration unreachableAfter,
    Duration grace,
    Duration peerAckTimeout,
    int inboxMessages,
    int inboxBytes,
    int sendBufferBytes) {
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  public SessionConfig {
    Checks.range("session.login-timeout", loginTimeout, SHORTEST, LONGEST);
    Checks.range("session.heartbeat-interval", heartbeatInterval, SHORTEST, LONGEST);
    Checks.range("session.interrupted-after", interruptedAfter, SHORTEST, LONGEST);
    Checks.range("session.unreachable-after", unreachableAfter, SHORTEST, LONGEST);
    Checks.range("session.grace", grace, SHORTEST, LONGEST);
    Checks.range("session.peer-ack-timeout", peerAckTimeout, SHORTEST, LONGEST);
    Checks.shorter(
        "session.heartbeat-interval",
        heartbeatInterval,
        "session.interrupted-after",
        interruptedAfter);
    Checks.shorter(
        "session.interrupted-after",
        interruptedAfter,
        "session.unreachable-after",
        unreachableAfter);
    Checks.shorter("session.unreachable-after", unreachableAfter, "session.grace", grace);
    Checks.range("session.inbox-messages", inboxMessages, 1, 1_000_000);
    Checks.range("session.inbox-bytes", inboxBytes, 64 << 10, 1 << 30);
    Checks.range("session.send-buffer-bytes", sendBufferBytes, 64 << 10, 1 << 30);
  }
}
