package io.rtmkit.client.internal;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.RtmStatusCode.JoinChannelError;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.JoinReply;
import io.rtmkit.protocol.v1.JoinRequest;
import io.rtmkit.protocol.v1.Request;

/**
 * The way back into one channel after a lost session: a join that names what the client has, tried
 * again while the refusal may pass. Given up for a new one with each connection. Loop thread.
 */
final class Rejoin {
  private static final long WAIT_MS = 1_000;
  private static final int MAX_ATTEMPTS = 5;

  /** Who is told how it ended. Loop thread. */
  interface Owner {
    void onRejoined(JoinReply reply);

    void onRejoinFailed(ErrorInfo error);
  }

  private final Channels channels;
  private final ChannelPosition position;
  private final Owner owner;
  private int attempts;
  private boolean over;

  Rejoin(Channels channels, ChannelPosition position, Owner owner) {
    this.channels = channels;
    this.position = position;
    this.owner = owner;
  }

  /**
   * Asks the server.
   *
   * @param repeated whether an earlier attempt may have been taken already, unknown to the client
   */
  void begin(boolean repeated) {
    attempts++;
    channels.requests.submit(
        Operation.REJOIN,
        Request.newBuilder()
            .setJoin(
                JoinRequest.newBuilder().setChannelId(position.getChannelId()).setSince(position))
            .setResent(repeated),
        reply -> onJoined(reply.getJoin()),
        this::onFailed);
  }

  /** Nobody wants to hear of it any more. */
  void cancel() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  private void onJoined(JoinReply reply) {
    if (!over) {
      over = true;
      owner.onRejoined(reply);
    }
  }

  private void onFailed(ErrorInfo error) {
    if (over) {
      return;
    }
    if (mayPass(error.getErrorCode()) && attempts < MAX_ATTEMPTS) {
      long wait = channels.context.tuning.ms(WAIT_MS) * attempts;
      channels.context.loop.schedule(wait, this::beginAgain);
    } else {
      over = true;
      owner.onRejoinFailed(error);
    }
  }

  private void beginAgain() {
    // Without a connection the next login decides anew.
    if (!over && channels.requests.isConnected()) {
      begin(true);
    }
  }

  private static boolean mayPass(int code) {
    return code == JoinChannelError.JOIN_CHANNEL_ERR_FAILURE
        || code == JoinChannelError.JOIN_CHANNEL_TIMEOUT
        || code == JoinChannelError.JOIN_CHANNEL_ERR_TOO_OFTEN
        || code == JoinChannelError.JOIN_CHANNEL_ERR_JOIN_SAME_CHANNEL_TOO_OFTEN;
  }
}
