package io.rtmkit.client.internal;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.RtmAttribute;
import io.rtmkit.client.RtmChannelAttribute;
import io.rtmkit.client.RtmStatusCode.AttributeOperationError;
import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What attributes must be like, and how they are read from the wire. Stateless. */
final class AttributeRules {
  private AttributeRules() {}

  static ErrorInfo invalid(String why) {
    return new ErrorInfo(AttributeOperationError.ATTRIBUTE_OPERATION_ERR_INVALID_ARGUMENT, why);
  }

  static @Nullable ErrorInfo invalidIf(@Nullable String problem) {
    return problem == null ? null : invalid(problem);
  }

  static @Nullable ErrorInfo tooLargeIf(@Nullable String problem) {
    return problem == null
        ? null
        : new ErrorInfo(AttributeOperationError.ATTRIBUTE_OPERATION_ERR_SIZE_OVERFLOW, problem);
  }

  static @Nullable ErrorInfo findAttributeProblem(String field, Attribute attribute) {
    ErrorInfo problem = findKeyProblem(field + ".key", attribute.getKey());
    if (problem != null) {
      return problem;
    }
    if (attribute.getValue().isEmpty()) {
      return invalid(field + ".value: is empty");
    }
    if (attribute.getKind() == AttributeKind.UNRECOGNIZED) {
      return invalid(field + ".kind: " + attribute.getKindValue() + " is none of RtmAttributeKind");
    }
    return tooLargeIf(
        FieldRules.findSizeProblem(
            field + ".value", attribute.getValue(), Limits.ATTRIBUTE_VALUE_BYTES));
  }

  /** Keys to read or to delete: at least one. */
  static @Nullable ErrorInfo findKeysProblem(List<String> keys) {
    if (keys.isEmpty()) {
      return invalid("attributeKeys: is empty");
    }
    for (int i = 0; i < keys.size(); i++) {
      ErrorInfo problem = findKeyProblem("attributeKeys[" + i + "]", keys.get(i));
      if (problem != null) {
        return problem;
      }
    }
    return findCountProblem("attributeKeys", keys.size());
  }

  static @Nullable ErrorInfo findCountProblem(String field, int count) {
    return count > Limits.ATTRIBUTES
        ? tooLargeIf(field + ": has " + count + " entries, at most " + Limits.ATTRIBUTES)
        : null;
  }

  static List<RtmAttribute> ofUser(List<Attribute> attributes) {
    List<RtmAttribute> result = new ArrayList<>();
    for (Attribute each : attributes) {
      result.add(new RtmAttribute(each.getKey(), each.getValue(), each.getKindValue()));
    }
    return result;
  }

  static List<RtmChannelAttribute> ofChannel(List<Attribute> attributes) {
    List<RtmChannelAttribute> result = new ArrayList<>();
    for (Attribute each : attributes) {
      result.add(
          new RtmChannelAttribute(
              each.getKey(),
              each.getValue(),
              each.getKindValue(),
              each.getLastUpdateUserId(),
              each.getLastUpdateMs()));
    }
    return result;
  }

  private static @Nullable ErrorInfo findKeyProblem(String field, @Nullable String key) {
    ErrorInfo problem = invalidIf(FieldRules.findNameProblem(field, key));
    return problem != null || key == null
        ? problem
        : tooLargeIf(FieldRules.findSizeProblem(field, key, Limits.ATTRIBUTE_KEY_BYTES));
  }
}
