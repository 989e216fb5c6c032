package io.rtmkit.server.admin;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.io.IOException;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the query and the body of one kind of request. Immutable. */
final class Operation {
  private static final int DEEPEST = 32;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Schema query;
  private final ObjectNode parameters;
  private final @Nullable Schema body;
  private final boolean bodyRequired;

  Operation(Schema query, ObjectNode parameters, @Nullable Schema body, boolean bodyRequired) {
    this.query = query;
    this.parameters = parameters;
    this.body = body;
    this.bodyRequired = bodyRequired;
  }

  /**
   * The parameters of the query, with their types.
   *
   * @throws ApiException if one is not as it must be
   */
  ObjectNode checkQuery(Map<String, Deque<String>> given) {
    ObjectNode typed = JsonNodeFactory.instance.objectNode();
    given.forEach((name, values) -> typed.set(name, toType(name, values.peekLast())));
    check(query, typed, "");
    return typed;
  }

  /** As a number or a flag if it is written like one and must be one. */
  private JsonNode toType(String name, @Nullable String value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    String text = value == null ? "" : value;
    return switch (parameters.path(name).path("type").asText()) {
      case "integer" ->
          text.matches("-?\\d{1,18}")
              ? nodes.numberNode(Long.parseLong(text))
              : nodes.textNode(text);
      case "boolean" ->
          text.equals("true") || text.equals("false")
              ? nodes.booleanNode(Boolean.parseBoolean(text))
              : nodes.textNode(text);
      default -> nodes.textNode(text);
    };
  }

  /**
   * The body of a request.
   *
   * @throws ApiException if it is not as it must be
   */
  JsonNode checkBody(byte[] bytes) {
    if (body == null || (bytes.length == 0 && !bodyRequired)) {
      return JsonNodeFactory.instance.objectNode();
    }
    JsonNode parsed;
    try {
      parsed = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw ApiException.badField("body", "body: is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw ApiException.badField("body", "body: is no JSON in UTF-8");
    }
    if (parsed == null || parsed.isMissingNode()) {
      throw ApiException.badField("body", "body: is empty, must be JSON");
    }
    check(body, parsed, "body");
    return parsed;
  }

  private static void check(Schema schema, JsonNode value, String whole) {
    List<Error> errors = schema.validate(value);
    if (!errors.isEmpty()) {
      Error first = errors.get(0);
      String field = fieldOf(first, whole);
      throw ApiException.badField(field, field + ": " + first.getMessage());
    }
  }

  /** Like {@code messages.0.text}. */
  private static String fieldOf(Error error, String whole) {
    String path = error.getInstanceLocation().toString().replaceFirst("^[/$.]+", "");
    String place = path.replace('/', '.');
    String property = error.getProperty();
    if (property != null && !property.isEmpty()) {
      return place.isEmpty() ? property : place + "." + property;
    }
    return place.isEmpty() ? whole : place;
  }
}
