package io.rtmkit.server.store.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A value of {@link Table#LOG_AGE}: all that must be known of a message to remove it. Immutable.
 *
 * @param size bytes that it takes
 * @param conversation the name of its log
 * @param senderId empty if it is in no log of a user: not kept for history, or stored before there
 *     were any
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record AgeRow(int size, byte[] conversation, String senderId) {
  byte[] encode() {
    byte[] sender = senderId.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + conversation.length + sender.length)
        .putInt(size)
        .put(conversation)
        .put(sender)
        .array();
  }

  static AgeRow decode(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    int size = in.getInt();
    byte[] conversation = new byte[Keys.conversationLength(value, in.position())];
    in.get(conversation);
    byte[] sender = new byte[in.remaining()];
    in.get(sender);
    return new AgeRow(size, conversation, new String(sender, StandardCharsets.UTF_8));
  }
}
