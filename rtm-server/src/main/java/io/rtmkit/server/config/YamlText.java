package io.rtmkit.server.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.BiConsumer;

/** One YAML document of settings: the defaults, or an operator's file. Immutable. */
final class YamlText {
  // "on" and "off" stay words; a key given twice is a mistake; so is a second document.
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              YAMLFactory.builder()
                  .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final String origin;
  private final JsonNode root;

  private YamlText(String origin, JsonNode root) {
    this.origin = origin;
    this.root = root;
  }

  /** The defaults that are part of the program. */
  static YamlText defaults() {
    return parse(Setting.DEFAULT, defaultsText());
  }

  /** The same with the comments. */
  static String defaultsText() {
    try (InputStream in = YamlText.class.getResourceAsStream("defaults.yaml")) {
      if (in == null) {
        throw new IllegalStateException("defaults.yaml is missing in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads an operator's file. */
  static YamlText read(Path file) {
    try {
      return parse("file " + file, Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new ConfigException("there is no configuration file " + file.toAbsolutePath());
    } catch (IOException e) {
      throw new ConfigException("cannot read " + file.toAbsolutePath() + ": " + e.getMessage());
    }
  }

  private static YamlText parse(String origin, String text) {
    try {
      JsonNode root = MAPPER.readTree(text);
      if (!isNothing(root) && !root.isObject()) {
        throw new ConfigException(origin + ": is no list of key: value pairs");
      }
      return new YamlText(origin, root);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String line = at == null ? "" : ", line " + at.getLineNr();
      String problem = e.getOriginalMessage().lines().findFirst().orElse("unknown problem");
      throw new ConfigException(origin + line + ": not valid YAML: " + problem);
    }
  }

  /** "default" or "file NAME". */
  String origin() {
    return origin;
  }

  /** What stands under "apps"; a missing node if nothing. */
  JsonNode apps() {
    JsonNode apps = root.path(Settings.APPS);
    return isNothing(apps) ? MissingNode.getInstance() : apps;
  }

  /** Passes every key and its value, except apps; the parts of a list are joined by commas. */
  void forEachLeaf(BiConsumer<String, String> leaves) {
    walk("", root, leaves);
  }

  /** A key without a value comes as null or as an empty text. */
  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || node.isNull() || (node.isTextual() && node.asText().isEmpty());
  }

  private void walk(String prefix, JsonNode node, BiConsumer<String, String> leaves) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = prefix + entry.getKey();
      JsonNode value = entry.getValue();
      if (key.equals(Settings.APPS)) {
        continue;
      }
      if (value.isObject()) {
        walk(key + ".", value, leaves);
      } else if (value.isArray()) {
        leaves.accept(key, join(key, value));
      } else {
        leaves.accept(key, isNothing(value) ? "" : value.asText());
      }
    }
  }

  private String join(String key, JsonNode list) {
    StringJoiner joined = new StringJoiner(",");
    for (JsonNode part : list) {
      if (!part.isValueNode()) {
        throw new ConfigException(key, "must be a list of texts").from(origin);
      }
      joined.add(part.asText());
    }
    return joined.toString();
  }
}
