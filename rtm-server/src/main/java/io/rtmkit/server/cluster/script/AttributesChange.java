package io.rtmkit.server.cluster.script;

import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.server.core.attribute.AttributesWritten;
import java.util.List;

/**
 * What became of a write of attributes. Immutable.
 *
 * @param all attributes after it, if the members of a channel are to be told
 * @param nodes servers that have members, if they are to be told
 */
public record AttributesChange(AttributesWritten written, List<Attribute> all, List<String> nodes) {
  static AttributesChange of(AttributesWritten written) {
    return new AttributesChange(written, List.of(), List.of());
  }
}
