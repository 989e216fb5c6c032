package io.rtmkit.server.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.StoredMessage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A message as bytes, with a checksum over key and value: whatever the disk did to it is found
 * before anybody is given it. Immutable.
 *
 * @param offline whether it is kept for those who are away
 * @param historical whether it is kept for history queries
 */
public record MessageRecord(StoredMessage message, boolean offline, boolean historical) {
  private static final byte VERSION = 1;
  private static final int OFFLINE = 1;
  private static final int HISTORICAL = 2;
  private static final int HEAD = 1 + Integer.BYTES;

  /** The value under this key. */
  public byte[] encode(byte[] key) {
    byte[] sender = message.senderId().getBytes(StandardCharsets.UTF_8);
    int contentSize = message.content().getSerializedSize();
    ByteBuffer out =
        ByteBuffer.allocate(HEAD + 1 + 2 * Long.BYTES + 1 + sender.length + contentSize);
    out.position(HEAD);
    out.put((byte) ((offline ? OFFLINE : 0) | (historical ? HISTORICAL : 0)));
    out.putLong(message.receivedMs()).putLong(message.messageId());
    out.put((byte) sender.length).put(sender);
    out.put(message.content().toByteString().asReadOnlyByteBuffer());
    return out.put(0, VERSION).putInt(1, checksum(key, out.array())).array();
  }

  /**
   * Reads a value.
   *
   * @throws StoreException if the bytes are not those that were written under this key
   */
  public static MessageRecord decode(byte[] key, byte[] value) {
    try {
      ByteBuffer in = ByteBuffer.wrap(value);
      if (in.get() != VERSION || in.getInt() != checksum(key, value)) {
        throw damaged(null);
      }
      int flags = in.get();
      long receivedMs = in.getLong();
      long messageId = in.getLong();
      byte[] sender = new byte[in.get() & 0xff];
      in.get(sender);
      Content content = Content.parseFrom(ByteString.copyFrom(in));
      return new MessageRecord(
          new StoredMessage(
              new String(sender, StandardCharsets.UTF_8), messageId, content, receivedMs),
          (flags & OFFLINE) != 0,
          (flags & HISTORICAL) != 0);
    } catch (BufferUnderflowException | InvalidProtocolBufferException e) {
      throw damaged(e);
    }
  }

  private static StoreException damaged(@org.jspecify.annotations.Nullable Exception cause) {
    String reason = "a record in the store is damaged";
    return cause == null ? StoreException.refused(reason) : StoreException.refused(reason, cause);
  }

  private static int checksum(byte[] key, byte[] value) {
    CRC32C crc = new CRC32C();
    crc.update(key);
    crc.update(value, HEAD, Math.max(0, value.length - HEAD));
    return (int) crc.getValue();
  }
}
