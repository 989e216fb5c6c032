package io.rtmkit.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The OpenAPI document of the admin port: served as it is, and what every request is checked
 * against. Immutable.
 */
final class OpenApi {
  private static final String DOCUMENT = "openapi.yaml";

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final String text;
  private final Map<String, Operation> operations = new HashMap<>();

  private OpenApi(String text, JsonNode document) {
    this.text = text;
    // The formats are left to the handlers, whose answers name the rule.
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    JsonNode components = document.path("components");
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        entry -> {
                          if (METHODS.contains(entry.getKey())) {
                            operations.put(
                                key(entry.getKey(), path.getKey()),
                                operation(registry, components, path.getValue(), entry.getValue()));
                          }
                        }));
  }

  private static Operation operation(
      SchemaRegistry registry, JsonNode components, JsonNode path, JsonNode operation) {
    JsonNode body = operation.at("/requestBody/content/application~1json/schema");
    ObjectNode query = JsonNodeFactory.instance.objectNode().put("type", "object");
    query.put("additionalProperties", false);
    ObjectNode properties = query.putObject("properties");
    for (JsonNode list : new JsonNode[] {path.path("parameters"), operation.path("parameters")}) {
      for (JsonNode entry : list) {
        JsonNode parameter = resolve(components, entry);
        if (parameter.path("in").asText().equals("query")) {
          properties.set(parameter.path("name").asText(), parameter.path("schema"));
          if (parameter.path("required").asBoolean()) {
            query.withArray("required").add(parameter.path("name").asText());
          }
        }
      }
    }
    return new Operation(
        registry.getSchema(withComponents(query, components)),
        properties,
        body.isMissingNode() ? null : registry.getSchema(withComponents(body, components)),
        operation.at("/requestBody/required").asBoolean());
  }

  private static JsonNode resolve(JsonNode components, JsonNode entry) {
    String reference = entry.path("$ref").asText();
    return reference.isEmpty()
        ? entry
        : components.at(reference.substring("#/components".length()));
  }

  /** So that the references of the schema lead somewhere. */
  private static JsonNode withComponents(JsonNode schema, JsonNode components) {
    ObjectNode whole = ((ObjectNode) schema).deepCopy();
    whole.set("$defs", components.path("schemas"));
    return whole;
  }

  /** Reads the document that is part of the server. */
  static OpenApi load() {
    try (InputStream in = OpenApi.class.getResourceAsStream(DOCUMENT)) {
      byte[] bytes = Objects.requireNonNull(in, DOCUMENT).readAllBytes();
      String text = new String(bytes, UTF_8);
      // Schemas are checked each by itself, and find the others where JSON Schema has them.
      String standalone = text.replace("#/components/schemas/", "#/$defs/");
      return new OpenApi(text, new ObjectMapper(new YAMLFactory()).readTree(standalone));
    } catch (IOException e) {
      throw new UncheckedIOException("the OpenAPI document in the jar", e);
    }
  }

  /** The document, YAML. */
  String text() {
    return text;
  }

  /** What a request of a route must be like. */
  Operation operation(String method, String path) {
    return Objects.requireNonNull(operations.get(key(method, path)), method + " " + path);
  }

  /** Every operation as "get /v1/apps". */
  Set<String> operationNames() {
    return Set.copyOf(operations.keySet());
  }

  static String key(String method, String path) {
    return method.toLowerCase(Locale.ROOT) + " " + path;
  }
}
