package io.rtmkit.server.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.ErrorCodeProto;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every code of the schema with its explanation; a code without one is a fault of the program, and
 * found when it is read. Immutable.
 */
public final class ErrorCatalog {
  private final List<ErrorList> lists = new ArrayList<>();
  private final List<CloseText> closeCodes = new ArrayList<>();

  private ErrorCatalog(JsonNode texts) {
    for (EnumDescriptor list : ErrorCodeProto.getDescriptor().getEnumTypes()) {
      lists.add(errorList(list, texts));
    }
    for (EnumValueDescriptor code : CloseCode.getDescriptor().getValues()) {
      JsonNode text = required(texts.path("close").path(code.getName()), code.getName(), 3);
      closeCodes.add(
          new CloseText(
              code.getNumber(),
              code.getName(),
              text.path(0).asText().equals("yes"),
              text.path(1).asText(),
              text.path(2).asText()));
    }
  }

  /** Reads the explanations that are part of the program. */
  public static ErrorCatalog read() {
    try (InputStream in = ErrorCatalog.class.getResourceAsStream("errors.yaml")) {
      if (in == null) {
        throw new IllegalStateException("errors.yaml is missing in the jar");
      }
      return new ErrorCatalog(new YAMLMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lists of all operations, in the order of the schema. */
  public List<ErrorList> lists() {
    return List.copyOf(lists);
  }

  /** Why connections end. */
  public List<CloseText> closeCodes() {
    return List.copyOf(closeCodes);
  }

  /** The explanation of a code in a list like "LoginError"; null if there is none. */
  public @Nullable ErrorText find(String list, int code) {
    for (ErrorList each : lists) {
      if (each.name().equals(list)) {
        return each.codes().stream().filter(c -> c.code() == code).findFirst().orElse(null);
      }
    }
    return null;
  }

  private static ErrorList errorList(EnumDescriptor list, JsonNode texts) {
    JsonNode own = required(texts.path("lists").path(list.getName()), list.getName(), 1);
    List<ErrorText> codes = new ArrayList<>();
    for (EnumValueDescriptor code : list.getValues()) {
      JsonNode text =
          required(findText(code.getName(), own, texts.path("shared")), code.getName(), 2);
      codes.add(
          new ErrorText(
              code.getNumber(), code.getName(), text.path(0).asText(), text.path(1).asText()));
    }
    return new ErrorList(list.getName(), own.path("title").asText(), codes);
  }

  private static JsonNode findText(String name, JsonNode own, JsonNode shared) {
    if (own.has(name)) {
      return own.get(name);
    }
    JsonNode best = own.path(name);
    int longest = 0;
    for (var entry : shared.properties()) {
      if (name.endsWith("_" + entry.getKey()) && entry.getKey().length() > longest) {
        longest = entry.getKey().length();
        best = entry.getValue();
      }
    }
    return best;
  }

  private static JsonNode required(JsonNode node, String name, int parts) {
    if (node.size() < parts) {
      throw new IllegalStateException("errors.yaml has no text for " + name);
    }
    return node;
  }
}
