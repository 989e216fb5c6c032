package io.rtmkit.client;

import org.jspecify.annotations.Nullable;

/**
 * A call invitation, as its caller has it. Made by {@link RtmCallManager#createLocalInvitation},
 * sent once. Any thread.
 */
public interface LocalInvitation {
  /** The user who is called. */
  String getCalleeId();

  /** Sets what the callee is told: at most 8 KB. Empty for none. */
  void setContent(@Nullable String content);

  /** What the callee is told. */
  String getContent();

  /** Names a channel, in at most 64 bytes; the invitation joins none. Empty for none. */
  void setChannelId(@Nullable String channelId);

  /** The channel that the invitation names. */
  String getChannelId();

  /** What the callee answered; empty before. */
  String getResponse();

  /** One of {@link RtmStatusCode.LocalInvitationState}: the one told last. */
  int getState();
}
