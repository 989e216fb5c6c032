package io.rtmkit.client.internal;

import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RtmStatusCode.LocalInvitationState;
import io.rtmkit.client.internal.ClientLoop.Timer;
import org.jspecify.annotations.Nullable;

/**
 * An invitation of this client. What the application sees may be used on any thread; the phase and
 * what belongs to it are the loop's and may be ahead of it.
 */
final class OutgoingInvitation implements LocalInvitation {
  /** How far an invitation is. */
  enum Phase {
    IDLE,
    SENT,
    RECEIVED,
    ENDED
  }

  /** The registry of the client that made it. */
  final LocalInvitations owner;

  private final String calleeId;
  private volatile String content = "";
  private volatile String channelId = "";
  private volatile String response = "";
  private volatile int state = LocalInvitationState.LOCAL_INVITATION_STATE_IDLE;

  // Loop thread.
  Phase phase = Phase.IDLE;
  long id;
  boolean sendUnanswered;
  Timer timer = Timer.NONE;

  OutgoingInvitation(LocalInvitations owner, @Nullable String calleeId) {
    this.owner = owner;
    this.calleeId = orEmpty(calleeId);
  }

  @Override
  public String getCalleeId() {
    return calleeId;
  }

  @Override
  public void setContent(@Nullable String content) {
    this.content = orEmpty(content);
  }

  @Override
  public String getContent() {
    return content;
  }

  @Override
  public void setChannelId(@Nullable String channelId) {
    this.channelId = orEmpty(channelId);
  }

  @Override
  public String getChannelId() {
    return channelId;
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

  /** From now on the application sees this answer of the callee. */
  void show(int newState, String newResponse) {
    response = newResponse;
    state = newState;
  }

  @Override
  public String toString() {
    return "LocalInvitation to " + calleeId + ", state " + state;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
