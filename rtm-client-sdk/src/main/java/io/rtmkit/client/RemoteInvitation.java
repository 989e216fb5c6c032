package io.rtmkit.client;

import org.jspecify.annotations.Nullable;

/** A call invitation, as its callee has it. Any thread. */
public interface RemoteInvitation {
  /** The user who calls. */
  String getCallerId();

  /** What the caller said. */
  String getContent();

  /** The channel that the invitation names; empty for none. */
  String getChannelId();

  /** Sets what the caller is told with the answer: at most 8 KB. */
  void setResponse(@Nullable String response);

  /** What the caller is told with the answer. */
  String getResponse();

  /** One of {@link RtmStatusCode.RemoteInvitationState}: the one told last. */
  int getState();
}
