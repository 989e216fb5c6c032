package io.rtmkit.server.config;

import io.rtmkit.protocol.Limits;

/**
 * What one client may ask for. Immutable.
 *
 * @param frameBytes one frame of a client, without its length
 * @param loginBytes one frame before the login
 * @param messageBytes payload and description of one message together
 * @param channelsJoined channels of one session
 * @param membersListed members that a list names, and up to which joins and leaves are told
 * @param memberCountChannels channels in one member-count query
 * @param requestsInFlight unanswered requests of one session
 * @param connections connections of the whole server; 0 means no limit
 */
public record LimitsConfig(
    int frameBytes,
    int loginBytes,
    int messageBytes,
    int channelsJoined,
    int membersListed,
    int memberCountChannels,
    int requestsInFlight,
    int connections) {
  /** What a frame holds beside the message: ids, numbers and tags. */
  private static final int FRAME_OVERHEAD_BYTES = 1024;

  public LimitsConfig {
    // What one client sends, the server must be able to pass on in a frame that clients take.
    Checks.range("limits.frame-bytes", frameBytes, 4 << 10, Limits.SERVER_FRAME_BYTES);
    Checks.range("limits.login-bytes", loginBytes, 1 << 10, Limits.SERVER_FRAME_BYTES);
    Checks.range("limits.message-bytes", messageBytes, 1, Limits.SERVER_FRAME_BYTES);
    Checks.range("limits.channels-joined", channelsJoined, 1, 10_000);
    Checks.range("limits.members-listed", membersListed, 1, 2_048);
    Checks.range("limits.member-count-channels", memberCountChannels, 1, 1_024);
    Checks.range("limits.requests-in-flight", requestsInFlight, 1, 65_536);
    Checks.range("limits.connections", connections, 0, 10_000_000);
    Checks.notAbove("limits.login-bytes", loginBytes, "limits.frame-bytes", frameBytes);
    Checks.notAbove(
        "limits.message-bytes",
        messageBytes,
        "limits.frame-bytes less 1 KB",
        frameBytes - FRAME_OVERHEAD_BYTES);
  }
}
