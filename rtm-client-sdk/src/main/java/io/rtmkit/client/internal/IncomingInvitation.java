package io.rtmkit.client.internal;

import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.RtmStatusCode.RemoteInvitationState;
import io.rtmkit.client.internal.ClientLoop.Timer;
import io.rtmkit.protocol.v1.InvitationPush;
import org.jspecify.annotations.Nullable;

/**
 * An invitation to this client's user. What the application sees may be used on any thread; the
 * phase and what belongs to it are the loop's and may be ahead of it.
 */
final class IncomingInvitation implements RemoteInvitation {
  /** How far an invitation is. */
  enum Phase {
    RECEIVED,
    ACCEPTING,
    REFUSING,
    ENDED
  }

  /** The registry of the client that got it. */
  final RemoteInvitations owner;

  final long id;
  private final String callerId;
  private final String channelId;
  private volatile String content;
  private volatile String response = "";
  private volatile int state = RemoteInvitationState.REMOTE_INVITATION_STATE_IDLE;

  // Loop thread.
  Phase phase = Phase.RECEIVED;
  Timer timer = Timer.NONE;

  IncomingInvitation(RemoteInvitations owner, InvitationPush push) {
    this.owner = owner;
    id = push.getInvitationId();
    callerId = push.getCallerId();
    channelId = push.getChannelId();
    content = push.getContent();
  }

  @Override
  public String getCallerId() {
    return callerId;
  }

  @Override
  public String getContent() {
    return content;
  }

  @Override
  public String getChannelId() {
    return channelId;
  }

  @Override
  public void setResponse(@Nullable String response) {
    this.response = response == null ? "" : response;
  }

  @Override
  public String getResponse() {
    return response;
  }

  @Override
  public int getState() {
    return state;
  }

  /** From now on the application sees this state. */
  void show(int newState) {
    state = newState;
  }

  /** From now on the application sees what the caller said when it canceled. */
  void show(int newState, String newContent) {
    content = newContent;
    state = newState;
  }

  @Override
  public String toString() {
    return "RemoteInvitation from " + callerId + ", state " + state;
  }
}
