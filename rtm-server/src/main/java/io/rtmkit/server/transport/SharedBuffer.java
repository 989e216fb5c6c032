package io.rtmkit.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rtmkit.server.core.lane.JoinedFrames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames joined into one direct buffer, of which every connection of a lane writes a duplicate; the
 * form for WebSocket, with one message header in front, is made when the first such member asks for
 * it. Event loop only.
 */
final class SharedBuffer implements JoinedFrames {
  private final ByteBufAllocator allocator;
  private final ByteBuf frames;
  private @Nullable ByteBuf message;

  SharedBuffer(ByteBufAllocator allocator, List<byte[]> parts) {
    this.allocator = allocator;
    int size = 0;
    for (byte[] part : parts) {
      size += part.length;
    }
    // Direct, because the native transport copies a heap buffer once per connection.
    frames = allocator.directBuffer(size, size);
    for (byte[] part : parts) {
      frames.writeBytes(part);
    }
  }

  /** The bytes for a TCP connection, to be written once. */
  ByteBuf retainedFrames() {
    return frames.retainedDuplicate();
  }

  /** The bytes for a WebSocket connection, to be written once. */
  ByteBuf retainedMessage() {
    if (message == null) {
      message = WebSocketMessages.wrap(allocator, frames);
    }
    return message.retainedDuplicate();
  }

  @Override
  public void release() {
    frames.release();
    if (message != null) {
      message.release();
    }
  }
}
