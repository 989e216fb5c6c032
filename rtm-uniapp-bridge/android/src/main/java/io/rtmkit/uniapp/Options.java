package io.rtmkit.uniapp;

import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of a call, read leniently: ids may be numbers, numbers and booleans may be text, one
 * id may stand for a list of one. What is missing or of no use is refused with the function's code
 * and the field's name.
 */
final class Options {
  private final boolean given;
  private final Map<?, ?> values;
  private final int invalidCode;

  private Options(boolean given, Map<?, ?> values, int invalidCode) {
    this.given = given;
    this.values = values;
    this.invalidCode = invalidCode;
  }

  /** Reads an object, or its JSON; null for none. */
  static Options of(@Nullable Object given, int invalidCode) {
    if (given == null || "".equals(given)) {
      return new Options(false, Collections.emptyMap(), invalidCode);
    }
    Object parsed = given;
    if (given instanceof String) {
      try {
        parsed = JSON.parse((String) given);
      } catch (JSONException e) {
        throw new Refusal(invalidCode, "options: must be an object, is the text " + given);
      }
    }
    if (!(parsed instanceof Map)) {
      throw new Refusal(invalidCode, "options: must be an object");
    }
    return new Options(true, (Map<?, ?>) parsed, invalidCode);
  }

  /** All of them; none if none were given. */
  Map<?, ?> all() {
    return values;
  }

  /** All of them; there must be options, though they may be empty. */
  Map<?, ?> allGiven() {
    if (!given) {
      throw new Refusal(invalidCode, "options: are missing");
    }
    return values;
  }

  boolean has(String key) {
    Object value = values.get(key);
    return value != null && !"".equals(value);
  }

  /** Text that must be there. */
  String text(String key) {
    return text(key, invalidCode);
  }

  /** Text that must be there, refused with another code. */
  String text(String key, int code) {
    return toText(key, required(key, code), code);
  }

  /** Text that may be missing; then it is empty. */
  String optionalText(String key) {
    Object value = values.get(key);
    return value == null ? "" : toText(key, value, invalidCode);
  }

  /** A list of texts that must be there. */
  List<String> texts(String key) {
    Object value = required(key, invalidCode);
    List<?> elements = value instanceof List ? (List<?>) value : Collections.singletonList(value);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      String field = key + "[" + i + "]";
      Object element = elements.get(i);
      if (element == null) {
        throw new Refusal(invalidCode, field + ": is missing");
      }
      texts.add(toText(field, element, invalidCode));
    }
    return texts;
  }

  /** A boolean that may be missing; then it is false. */
  boolean flag(String key) {
    Object value = values.get(key);
    if (value == null || "".equals(value)) {
      return false;
    }
    if (value instanceof Boolean) {
      return (Boolean) value;
    }
    if (value instanceof Number) {
      return ((Number) value).intValue() != 0;
    }
    if ("true".equals(value) || "false".equals(value)) {
      return "true".equals(value);
    }
    throw new Refusal(invalidCode, key + ": must be true or false, is " + value);
  }

  /** A whole number of 32 bits that must be there. */
  int integer(String key) {
    if (!has(key)) {
      throw new Refusal(invalidCode, key + ": is missing");
    }
    return integer(key, 0);
  }

  /** A whole number of 32 bits that may be missing. */
  int integer(String key, int otherwise) {
    long number = number(key, otherwise);
    if (number != (int) number) {
      throw new Refusal(invalidCode, key + ": is too large or too small: " + number);
    }
    return (int) number;
  }

  /** A whole number that may be missing. */
  long number(String key, long otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    Object value = values.get(key);
    try {
      return new BigDecimal(String.valueOf(value)).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new Refusal(invalidCode, key + ": must be a whole number, is " + value);
    }
  }

  /** An object that must be there. */
  Map<?, ?> object(String key) {
    Object value = required(key, invalidCode);
    if (!(value instanceof Map)) {
      throw new Refusal(invalidCode, key + ": must be an object");
    }
    return (Map<?, ?>) value;
  }

  private Object required(String key, int code) {
    Object value = values.get(key);
    if (value == null) {
      throw new Refusal(code, key + ": is missing");
    }
    return value;
  }

  private static String toText(String field, Object value, int code) {
    if (value instanceof String) {
      return (String) value;
    }
    if (value instanceof Number) {
      return Numbers.toText((Number) value);
    }
    if (value instanceof Boolean) {
      return value.toString();
    }
    throw new Refusal(code, field + ": must be text");
  }
}
