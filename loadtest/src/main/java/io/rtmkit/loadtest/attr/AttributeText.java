package io.rtmkit.loadtest.attr;

import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.AttributeWriteMode;
import java.util.List;
import java.util.zip.CRC32;

/** What the written attributes say: when they were due, and a checksum. Stateless. */
final class AttributeText {
  /** Not one of ours, or changed on its way. */
  static final long INVALID = Long.MIN_VALUE;

  private static final String KEY = "due";

  private AttributeText() {}

  static AttributeWrite.Builder write(long intendedNanos, long operationId) {
    String body = Long.toString(intendedNanos);
    return AttributeWrite.newBuilder()
        .setMode(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_MERGE)
        .setOperationId(operationId)
        .addAttributes(Attribute.newBuilder().setKey(KEY).setValue(body + " " + checksum(body)));
  }

  /** When what these say was due; {@link #INVALID} if they are not ours. */
  static long intendedNanos(List<Attribute> attributes) {
    for (Attribute attribute : attributes) {
      String value = attribute.getValue();
      int space = value.indexOf(' ');
      if (attribute.getKey().equals(KEY) && space > 0) {
        String body = value.substring(0, space);
        return checksum(body).equals(value.substring(space + 1)) ? Long.parseLong(body) : INVALID;
      }
    }
    return INVALID;
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    body.chars().forEach(crc::update);
    return Long.toHexString(crc.getValue());
  }
}
