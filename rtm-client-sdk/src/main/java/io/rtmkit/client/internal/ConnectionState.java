package io.rtmkit.client.internal;

import io.rtmkit.client.RtmStatusCode;
import java.util.EnumSet;
import java.util.Set;

/** The states of a client and which may follow which; the numbers are those of the public API. */
enum ConnectionState {
  DISCONNECTED(RtmStatusCode.ConnectionState.CONNECTION_STATE_DISCONNECTED),
  CONNECTING(RtmStatusCode.ConnectionState.CONNECTION_STATE_CONNECTING),
  CONNECTED(RtmStatusCode.ConnectionState.CONNECTION_STATE_CONNECTED),
  RECONNECTING(RtmStatusCode.ConnectionState.CONNECTION_STATE_RECONNECTING),
  ABORTED(RtmStatusCode.ConnectionState.CONNECTION_STATE_ABORTED);

  final int number;

  ConnectionState(int number) {
    this.number = number;
  }

  Set<ConnectionState> next() {
    switch (this) {
      case DISCONNECTED:
        return EnumSet.of(CONNECTING);
      case CONNECTING:
        return EnumSet.of(CONNECTED, DISCONNECTED);
      case CONNECTED:
        return EnumSet.of(RECONNECTING, ABORTED, DISCONNECTED);
      case RECONNECTING:
        return EnumSet.of(CONNECTED, ABORTED, DISCONNECTED);
      case ABORTED:
        return EnumSet.of(DISCONNECTED);
    }
    throw new AssertionError(this);
  }
}
