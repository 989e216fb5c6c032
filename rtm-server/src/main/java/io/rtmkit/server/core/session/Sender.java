package io.rtmkit.server.core.session;

/** Who sends messages: a session, or a back end in the name of a user. Thread-safe. */
public interface Sender {
  /** In whose name. */
  UserKey user();

  /** The order in which what it sends takes effect. */
  SendOrder sendOrder();

  /** Counts a message that will be answered later; false if too many wait already. */
  boolean beginMessage();

  /** A message counted by {@link #beginMessage} has its answer. */
  void finishMessage(Outcome outcome);
}
