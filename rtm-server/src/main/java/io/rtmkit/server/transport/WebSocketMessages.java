package io.rtmkit.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Makes binary WebSocket messages. A server's messages are not masked (RFC 6455, 5.1), so one can
 * be made once and sent to many. Stateless.
 */
final class WebSocketMessages {
  private static final int FINAL_BINARY = 0x82;
  private static final int MAX_HEADER_BYTES = 10;

  private WebSocketMessages() {}

  /** A new buffer with a header and the readable bytes of the content, which stays as it is. */
  static ByteBuf wrap(ByteBufAllocator allocator, ByteBuf content) {
    int size = content.readableBytes();
    ByteBuf message = allocator.directBuffer(MAX_HEADER_BYTES + size);
    message.writeByte(FINAL_BINARY);
    if (size < 126) {
      message.writeByte(size);
    } else if (size < 1 << 16) {
      message.writeByte(126).writeShort(size);
    } else {
      message.writeByte(127).writeLong(size);
    }
    return message.writeBytes(content, content.readerIndex(), size);
  }
}
