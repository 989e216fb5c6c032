package io.rtmkit.server.handler;

import io.rtmkit.protocol.v1.ClientLimits;
import io.rtmkit.protocol.v1.Timing;
import io.rtmkit.server.config.LimitsConfig;
import io.rtmkit.server.config.ServerConfig;
import java.time.Duration;

/**
 * What a login reply says of the server: the client's timing, and what it should hold back by
 * itself. Immutable.
 */
public record LoginTerms(Timing timing, ClientLimits limits) {
  /** The same with the limits that may change while the server runs. */
  public LoginTerms with(LimitsConfig live) {
    return new LoginTerms(
        timing,
        limits.toBuilder()
            .setMessageBytes(live.messageBytes())
            .setChannelsJoined(live.channelsJoined())
            .build());
  }

  /**
   * The terms of a configuration.
   *
   * @param invitation after sending or receiving, by when a client has been told an invitation's
   *     end
   */
  public static LoginTerms of(ServerConfig config, Duration invitation) {
    return new LoginTerms(
        Timing.newBuilder()
            .setHeartbeatIntervalMs((int) config.session().heartbeatInterval().toMillis())
            .setInterruptedAfterMs((int) config.session().interruptedAfter().toMillis())
            .setGraceMs((int) config.session().grace().toMillis())
            .setInvitationMs((int) invitation.toMillis())
            .build(),
        ClientLimits.newBuilder()
            .setMessageBytes(config.limits().messageBytes())
            .setRequestsInFlight(config.limits().requestsInFlight())
            .setChannelsJoined(config.limits().channelsJoined())
            .setAttributeBytes(
                Math.max(config.attributes().userBytes(), config.attributes().channelBytes()))
            .setPresenceWatched(config.presence().watched())
            .setPresenceQueried(config.presence().queried())
            .setInvitationBytes(config.invitation().bytes())
            .build());
  }
}
