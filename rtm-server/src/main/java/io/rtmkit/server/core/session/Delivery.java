package io.rtmkit.server.core.session;

/** Whether an item was put into the inbox of a session, or why not. */
public enum Delivery {
  ACCEPTED,
  INBOX_FULL,
  ENDED
}
