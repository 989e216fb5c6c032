package io.rtmkit.uniapp;

import io.rtmkit.client.RtmAttribute;
import io.rtmkit.client.RtmAttributeKind;
import io.rtmkit.client.RtmChannelAttribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Attributes between JavaScript, where a set is an object, and the SDK, where values are text with
 * a kind: 23 comes back as 23, "23" as "23", true as true. Stateless.
 */
final class AttributeValues {
  private AttributeValues() {}

  /** Makes an attribute of a user or of a channel, to be filled. */
  interface Maker<A extends RtmAttribute> {
    A make();
  }

  static <A extends RtmAttribute> List<A> toAttributes(
      Map<?, ?> object, Maker<A> maker, int invalidCode) {
    List<A> attributes = new ArrayList<>();
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      A attribute = maker.make();
      fill(attribute, entry, invalidCode);
      attributes.add(attribute);
    }
    return attributes;
  }

  static Map<String, Object> toObject(List<? extends RtmAttribute> attributes) {
    Map<String, Object> object = new HashMap<>();
    for (RtmAttribute each : attributes) {
      object.put(each.getKey(), toValue(each));
    }
    return object;
  }

  /** With who wrote each and when. */
  static List<Map<String, Object>> toList(List<RtmChannelAttribute> attributes) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (RtmChannelAttribute each : attributes) {
      Map<String, Object> entry = new HashMap<>();
      entry.put("key", each.getKey());
      entry.put("value", toValue(each));
      entry.put("lastUpdateUid", each.getLastUpdateUserId());
      entry.put("lastUpdateTs", each.getLastUpdateTs());
      list.add(entry);
    }
    return list;
  }

  private static void fill(RtmAttribute attribute, Map.Entry<?, ?> entry, int invalidCode) {
    Object value = entry.getValue();
    attribute.setKey(String.valueOf(entry.getKey()));
    if (value instanceof String) {
      attribute.setValue((String) value);
    } else if (value instanceof Number) {
      attribute.setValue(Numbers.toText((Number) value));
      attribute.setKind(RtmAttributeKind.NUMBER);
    } else if (value instanceof Boolean) {
      attribute.setValue(value.toString());
      attribute.setKind(RtmAttributeKind.BOOLEAN);
    } else {
      throw new Refusal(
          invalidCode, "attribute " + attribute.getKey() + ": must be text, a number or a boolean");
    }
  }

  private static Object toValue(RtmAttribute attribute) {
    String text = attribute.getValue();
    if (attribute.getKind() == RtmAttributeKind.BOOLEAN) {
      return "true".equals(text);
    }
    if (attribute.getKind() == RtmAttributeKind.NUMBER) {
      try {
        return Numbers.parse(text);
      } catch (NumberFormatException e) {
        return text;
      }
    }
    return text;
  }
}
