package io.rtmkit.client.internal;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.RtmAttribute;
import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.AttributeWriteMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change of attributes, copied when the application asked for it. Immutable. */
final class AttributeChange {
  private final AttributeWriteMode mode;
  private final List<Attribute> attributes;
  private final List<String> keys;
  private final @Nullable ErrorInfo problem;

  private AttributeChange(
      AttributeWriteMode mode,
      List<Attribute> attributes,
      List<String> keys,
      @Nullable ErrorInfo problem) {
    this.mode = mode;
    this.attributes = attributes;
    this.keys = keys;
    this.problem = problem;
  }

  /** The attributes become the whole set; none is a clearing. */
  static AttributeChange replace(@Nullable List<? extends RtmAttribute> attributes) {
    return write(AttributeWriteMode.ATTRIBUTE_WRITE_MODE_REPLACE, attributes, null);
  }

  /** The attributes are added, or get new values; at least one. */
  static AttributeChange merge(@Nullable List<? extends RtmAttribute> attributes) {
    boolean empty = attributes != null && attributes.isEmpty();
    return write(
        AttributeWriteMode.ATTRIBUTE_WRITE_MODE_MERGE,
        attributes,
        empty ? AttributeRules.invalid("attributes: is empty") : null);
  }

  /** The attributes of these keys go; at least one. */
  static AttributeChange delete(@Nullable List<String> keys) {
    List<String> copy =
        keys == null ? Collections.<String>emptyList() : new ArrayList<>(new LinkedHashSet<>(keys));
    return new AttributeChange(
        AttributeWriteMode.ATTRIBUTE_WRITE_MODE_DELETE,
        Collections.<Attribute>emptyList(),
        copy,
        AttributeRules.findKeysProblem(copy));
  }

  /** All attributes go. */
  static AttributeChange clear() {
    return new AttributeChange(
        AttributeWriteMode.ATTRIBUTE_WRITE_MODE_CLEAR,
        Collections.<Attribute>emptyList(),
        Collections.<String>emptyList(),
        null);
  }

  private static AttributeChange write(
      AttributeWriteMode mode,
      @Nullable List<? extends RtmAttribute> given,
      @Nullable ErrorInfo knownProblem) {
    ErrorInfo problem =
        given == null ? AttributeRules.invalid("attributes: is null") : knownProblem;
    // Of two with the same key the last one counts.
    Map<String, Attribute> byKey = new LinkedHashMap<>();
    if (given != null) {
      int i = 0;
      for (RtmAttribute each : given) {
        String field = "attributes[" + i++ + "]";
        Attribute copy = copy(each);
        if (problem == null) {
          problem =
              each == null
                  ? AttributeRules.invalid(field + ": is null")
                  : AttributeRules.findAttributeProblem(field, copy);
        }
        byKey.put(copy.getKey(), copy);
      }
    }
    if (problem == null) {
      problem = AttributeRules.findCountProblem("attributes", byKey.size());
    }
    return new AttributeChange(
        mode, new ArrayList<>(byKey.values()), Collections.<String>emptyList(), problem);
  }

  private static Attribute copy(@Nullable RtmAttribute given) {
    if (given == null) {
      return Attribute.getDefaultInstance();
    }
    String key = given.getKey();
    String value = given.getValue();
    return Attribute.newBuilder()
        .setKey(key == null ? "" : key)
        .setValue(value == null ? "" : value)
        .setKindValue(given.getKind())
        .build();
  }

  /** What is wrong with it, or null. */
  @Nullable ErrorInfo findProblem(int maxBytes) {
    int bytes = bytes();
    if (problem != null || bytes <= maxBytes) {
      return problem;
    }
    return AttributeRules.tooLargeIf(
        "attributes: keys and values have " + bytes + " bytes, at most " + maxBytes);
  }

  /** Bytes to reckon with while the change waits. */
  int weight() {
    return Math.min(bytes(), Limits.CLIENT_FRAME_BYTES);
  }

  AttributeWrite.Builder toWrite(long operationId) {
    return AttributeWrite.newBuilder()
        .setMode(mode)
        .addAllAttributes(attributes)
        .addAllKeys(keys)
        .setOperationId(operationId);
  }

  /** Does to this set what the server did to its own. */
  void applyTo(Map<String, Attribute> set) {
    if (mode == AttributeWriteMode.ATTRIBUTE_WRITE_MODE_REPLACE
        || mode == AttributeWriteMode.ATTRIBUTE_WRITE_MODE_CLEAR) {
      set.clear();
    }
    for (Attribute each : attributes) {
      set.put(each.getKey(), each);
    }
    set.keySet().removeAll(keys);
  }

  private int bytes() {
    int bytes = 0;
    for (Attribute each : attributes) {
      bytes += each.getKeyBytes().size() + each.getValueBytes().size();
    }
    return bytes;
  }
}
