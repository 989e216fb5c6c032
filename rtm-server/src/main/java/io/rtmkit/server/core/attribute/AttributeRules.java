package io.rtmkit.server.core.attribute;

import static io.rtmkit.protocol.v1.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_INVALID_ARGUMENT_VALUE;
import static io.rtmkit.protocol.v1.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_SIZE_OVERFLOW_VALUE;

import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeWrite;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a write to a set of attributes must be like, whatever the set holds. Answers null for what
 * is good. Stateless.
 */
public final class AttributeRules {
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final AttributeLimits limits;

  public AttributeRules(AttributeLimits limits) {
    this.limits = limits;
  }

  /** Whether a write is good, as far as it can be said without the set. */
  public @Nullable AttributesWritten findProblem(AttributeWrite write) {
    return switch (write.getMode()) {
      case ATTRIBUTE_WRITE_MODE_REPLACE -> findAttributeProblem(write);
      case ATTRIBUTE_WRITE_MODE_MERGE ->
          write.getAttributesCount() == 0
              ? invalid("attributes: names no attribute")
              : findAttributeProblem(write);
      case ATTRIBUTE_WRITE_MODE_DELETE ->
          write.getKeysCount() == 0 ? invalid("keys: names no key") : findKeyProblem(write);
      case ATTRIBUTE_WRITE_MODE_CLEAR -> null;
      case UNRECOGNIZED -> invalid("mode: " + write.getModeValue() + " is none of the modes");
    };
  }

  private @Nullable AttributesWritten findAttributeProblem(AttributeWrite write) {
    for (int i = 0; i < write.getAttributesCount(); i++) {
      Attribute attribute = write.getAttributes(i);
      String field = "attributes[" + i + "]";
      AttributesWritten problem = findKeyProblem(field + ".key", attribute.getKey());
      if (problem == null) {
        problem = findValueProblem(field, attribute);
      }
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private @Nullable AttributesWritten findKeyProblem(AttributeWrite write) {
    for (int i = 0; i < write.getKeysCount(); i++) {
      AttributesWritten problem = findKeyProblem("keys[" + i + "]", write.getKeys(i));
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private @Nullable AttributesWritten findKeyProblem(String field, String key) {
    String tooLarge = Names.findSizeProblem(field, key, limits.keyBytes());
    if (tooLarge != null) {
      return overflow(tooLarge);
    }
    String problem = Names.findCharacterProblem(field, key);
    return problem == null ? null : invalid(problem);
  }

  private @Nullable AttributesWritten findValueProblem(String field, Attribute attribute) {
    String value = attribute.getValue();
    if (value.isEmpty()) {
      return invalid(field + ".value: is empty");
    }
    String tooLarge = Names.findSizeProblem(field + ".value", value, limits.valueBytes());
    if (tooLarge != null) {
      return overflow(tooLarge);
    }
    return switch (attribute.getKind()) {
      case ATTRIBUTE_KIND_STRING -> null;
      case ATTRIBUTE_KIND_NUMBER ->
          JSON_NUMBER.matcher(value).matches()
              ? null
              : invalid(field + ".value: is not a JSON number, as its kind says");
      case ATTRIBUTE_KIND_BOOLEAN ->
          value.equals("true") || value.equals("false")
              ? null
              : invalid(field + ".value: is neither true nor false, as its kind says");
      case UNRECOGNIZED ->
          invalid(field + ".kind: " + attribute.getKindValue() + " is none of the kinds");
    };
  }

  /** Whether a set may be as large as it would be after the write. */
  public @Nullable AttributesWritten findSizeProblem(int count, int bytes) {
    if (count > limits.count()) {
      return overflow(
          "attributes: would be " + count + ", at most " + limits.count() + " are allowed");
    }
    if (bytes > limits.totalBytes()) {
      return overflow(
          "attributes: keys and values would have "
              + bytes
              + " bytes together, at most "
              + limits.totalBytes()
              + " are allowed");
    }
    return null;
  }

  private static AttributesWritten invalid(String reason) {
    return AttributesWritten.refused(ATTRIBUTE_OPERATION_ERR_INVALID_ARGUMENT_VALUE, reason);
  }

  private static AttributesWritten overflow(String reason) {
    return AttributesWritten.refused(ATTRIBUTE_OPERATION_ERR_SIZE_OVERFLOW_VALUE, reason);
  }
}
