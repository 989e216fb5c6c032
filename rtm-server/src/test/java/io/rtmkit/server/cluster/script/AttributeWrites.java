package io.rtmkit.server.cluster.script;

import static io.rtmkit.protocol.v1.AttributeWriteMode.ATTRIBUTE_WRITE_MODE_CLEAR;
import static io.rtmkit.protocol.v1.AttributeWriteMode.ATTRIBUTE_WRITE_MODE_DELETE;
import static io.rtmkit.protocol.v1.AttributeWriteMode.ATTRIBUTE_WRITE_MODE_MERGE;
import static io.rtmkit.protocol.v1.AttributeWriteMode.ATTRIBUTE_WRITE_MODE_REPLACE;

import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.AttributeWriteMode;
import io.rtmkit.server.config.AttributeConfig;
import java.time.Duration;
import java.util.List;

/** Writes of attributes, each named by 'key=value' or 'key'. Stateless. */
final class AttributeWrites {
  static final AttributeConfig CONFIG =
      new AttributeConfig(4, 8, 40, 60, 60, 0, Duration.ofSeconds(200));

  private AttributeWrites() {}

  static AttributeWrite replace(String... attributes) {
    return with(ATTRIBUTE_WRITE_MODE_REPLACE, attributes);
  }

  static AttributeWrite merge(String... attributes) {
    return with(ATTRIBUTE_WRITE_MODE_MERGE, attributes);
  }

  static AttributeWrite delete(String... keys) {
    return AttributeWrite.newBuilder()
        .setMode(ATTRIBUTE_WRITE_MODE_DELETE)
        .addAllKeys(List.of(keys))
        .build();
  }

  static AttributeWrite clear() {
    return AttributeWrite.newBuilder().setMode(ATTRIBUTE_WRITE_MODE_CLEAR).build();
  }

  static AttributeWrite expecting(long revision, AttributeWrite write) {
    return write.toBuilder().setExpectedRevision(revision).build();
  }

  private static AttributeWrite with(AttributeWriteMode mode, String... attributes) {
    AttributeWrite.Builder write = AttributeWrite.newBuilder().setMode(mode);
    for (String attribute : attributes) {
      int equals = attribute.indexOf('=');
      write.addAttributes(
          Attribute.newBuilder()
              .setKey(attribute.substring(0, equals))
              .setValue(attribute.substring(equals + 1))
              .setLastUpdateMs(1) // what a client says of this is not kept
              .setLastUpdateUserId("client"));
    }
    return write.build();
  }

  static List<String> texts(List<Attribute> attributes) {
    return attributes.stream().map(a -> a.getKey() + "=" + a.getValue()).toList();
  }
}
