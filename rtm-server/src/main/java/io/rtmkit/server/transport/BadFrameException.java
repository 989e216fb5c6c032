package io.rtmkit.server.transport;

import io.rtmkit.protocol.v1.CloseCode;

/** Bytes that break the protocol; ends the connection that sent them. */
final class BadFrameException extends Exception {
  private static final long serialVersionUID = 1L;

  private final CloseCode closeCode;
  private final String reason;

  BadFrameException(CloseCode closeCode, String reason) {
    // No stack trace: a hostile client causes these at will.
    super(reason, null, false, false);
    this.closeCode = closeCode;
    this.reason = reason;
  }

  CloseCode closeCode() {
    return closeCode;
  }

  String reason() {
    return reason;
  }
}
