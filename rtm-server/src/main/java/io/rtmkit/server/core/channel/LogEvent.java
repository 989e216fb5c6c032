package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.Publication;

/**
 * One event of a channel's stream. Immutable.
 *
 * @param event whose own offset may not be set
 */
public record LogEvent(long offset, Publication event) {
  /** Whose message, join or leave it is. */
  String userId() {
    return switch (event.getEventCase()) {
      case MESSAGE -> event.getMessage().getUserId();
      case JOINED -> event.getJoined().getUserId();
      case LEFT -> event.getLeft().getUserId();
      case EVENT_NOT_SET -> "";
    };
  }

  /** Whether a frame is of this message, join or leave, whatever else of it may differ. */
  boolean isOf(byte[] frame) {
    Publication other = Publications.decode(frame);
    return other.getEventCase() == event.getEventCase()
        && other.getMessage().getMessageId() == event.getMessage().getMessageId()
        && new LogEvent(offset, other).userId().equals(userId());
  }

  byte[] encode() {
    return Publications.encode(event.toBuilder().setOffset(offset).build());
  }
}
