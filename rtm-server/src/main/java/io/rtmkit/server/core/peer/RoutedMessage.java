package io.rtmkit.server.core.peer;

import io.rtmkit.server.core.port.StoredMessage;
import io.rtmkit.server.core.session.UserKey;

/** A message that is to reach a receiver who is not at this server. Thread-safe; answered once. */
public interface RoutedMessage {
  UserKey sender();

  UserKey receiver();

  /** Of the session that sent it: what an earlier one sends late is not wanted. 0 if of none. */
  long senderEpoch();

  StoredMessage message();

  /** The receiver's client has it. */
  void acknowledged();

  /** It is stored, and the receiver will get it; the reason follows the receiver's id. */
  void cached(String why);

  /** It did not, or may not have arrived; the reason follows the receiver's id. */
  void fail(int code, String reason);

  /** The receiver's server has answered. */
  void answered(int code, String text);
}
