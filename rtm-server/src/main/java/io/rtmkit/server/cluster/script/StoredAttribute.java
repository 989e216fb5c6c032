package io.rtmkit.server.cluster.script;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.server.core.port.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;

/**
 * An attribute as scripts keep it: see attributes.lua. Immutable.
 *
 * @param place rises in the order in which attributes were first written
 */
record StoredAttribute(long place, Attribute attribute) {
  private static final int HEADER_BYTES = 2 * Long.BYTES + Integer.BYTES;

  /** Attributes in the order in which they were first written. */
  static List<Attribute> readAll(Reply reply) {
    return reply.rest(r -> of(r.bytes())).stream()
        .sorted(Comparator.comparingLong(StoredAttribute::place))
        .map(StoredAttribute::attribute)
        .toList();
  }

  private static StoredAttribute of(byte[] bytes) {
    ByteBuffer header = ByteBuffer.wrap(bytes);
    long place = header.getLong();
    long writtenMs = header.getLong();
    try {
      CodedInputStream in =
          CodedInputStream.newInstance(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
      Attribute attribute = Attribute.parseFrom(in);
      return new StoredAttribute(place, attribute.toBuilder().setLastUpdateMs(writtenMs).build());
    } catch (InvalidProtocolBufferException e) {
      throw StoreException.unknown("an attribute in Redis is damaged", e);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
