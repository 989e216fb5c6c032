package io.rtmkit.server.token;

/** A token that cannot be read; the message says why. Without a stack trace: strangers cause it. */
final class MalformedTokenException extends Exception {
  private static final long serialVersionUID = 1;

  MalformedTokenException(String reason) {
    super(reason, null, false, false);
  }
}
