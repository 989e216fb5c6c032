package io.rtmkit.loadtest.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.rtmkit.loadtest.plan.Plan.Stage;
import io.rtmkit.loadtest.scenario.Converters;
import io.rtmkit.loadtest.scenario.ScenarioCommand;
import io.rtmkit.loadtest.threshold.Threshold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads scenario files. Immutable. */
final class PlanReader {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String NAME = "[A-Za-z][A-Za-z0-9_-]*";
  private static final Set<String> PLAN_FIELDS = Set.of("name", "stages", "thresholds");
  private static final Set<String> STAGE_FIELDS =
      Set.of("name", "scenario", "options", "rate", "warmup", "duration", "thresholds");

  /** What a stage may say beside its options; each is an option of that name. */
  private static final List<String> TIMES = List.of("rate", "warmup", "duration");

  /** What the whole plan has one of. */
  private static final Set<String> OF_THE_PLAN =
      Set.of(
          "target",
          "targets",
          "ws",
          "app",
          "certificate",
          "loops",
          "connecting",
          "json",
          "csv",
          "html",
          "hgrm",
          "threshold",
          "quiet",
          "pid",
          "metrics",
          "admin-key",
          "durability");

  private final Map<String, Supplier<ScenarioCommand>> scenarios;

  PlanReader(Map<String, Supplier<ScenarioCommand>> scenarios) {
    this.scenarios = scenarios;
  }

  /**
   * Reads a file.
   *
   * @throws PlanException if it is wrong
   */
  Plan read(Path file) throws IOException {
    JsonNode root;
    try {
      root = YAML.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new PlanException(file.toString(), e.getOriginalMessage());
    }
    if (root == null || !root.isObject()) {
      throw new PlanException(file.toString(), "must be a map with stages");
    }
    requireKnown("", root, PLAN_FIELDS);
    JsonNode list = root.path("stages");
    if (!list.isArray() || list.isEmpty()) {
      throw new PlanException("stages", "must be a list of at least one stage");
    }
    List<Stage> stages = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      String field = "stages[" + i + "]";
      Stage stage = stage(field, list.get(i));
      if (!names.add(stage.name())) {
        throw new PlanException(field + ".name", "there is another stage " + stage.name());
      }
      stages.add(stage);
    }
    String name = root.path("name").asText(String.valueOf(file.getFileName()));
    return new Plan(name, stages, thresholds("thresholds", root.path("thresholds")));
  }

  private Stage stage(String field, JsonNode node) {
    if (!node.isObject()) {
      throw new PlanException(field, "must be a map with a scenario");
    }
    requireKnown(field + ".", node, STAGE_FIELDS);
    String scenario = node.path("scenario").asText();
    Supplier<ScenarioCommand> maker = scenarios.get(scenario);
    if (maker == null) {
      throw new PlanException(
          field + ".scenario",
          "must be one of " + scenarios.keySet().stream().sorted().toList() + ", not " + scenario);
    }
    ScenarioCommand command = maker.get();
    CommandLine commandLine = Converters.register(new CommandLine(command));
    String[] words = words(field, node, commandLine);
    try {
      commandLine.parseArgs(words);
    } catch (ParameterException e) {
      throw new PlanException(field, String.valueOf(e.getMessage()));
    }
    String name = node.path("name").asText(scenario);
    if (!name.matches(NAME)) {
      throw new PlanException(
          field + ".name", "must be a letter, then letters, digits, _ or -, not " + name);
    }
    return new Stage(name, command, thresholds(field + ".thresholds", node.path("thresholds")));
  }

  /** The stage as the words of a command line. */
  private static String[] words(String field, JsonNode node, CommandLine commandLine) {
    List<String> words = new ArrayList<>();
    for (String time : TIMES) {
      if (node.has(time)) {
        words.add(word(field + "." + time, time, node.path(time), commandLine));
      }
    }
    JsonNode options = node.path("options");
    if (!options.isMissingNode() && !options.isObject()) {
      throw new PlanException(field + ".options", "must be a map");
    }
    for (Iterator<String> names = options.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      words.add(word(field + ".options." + name, name, options.path(name), commandLine));
    }
    return words.toArray(String[]::new);
  }

  private static String word(String field, String name, JsonNode value, CommandLine commandLine) {
    if (OF_THE_PLAN.contains(name)) {
      throw new PlanException(field, "is for the whole plan: give --" + name + " to run");
    }
    if (commandLine.getCommandSpec().findOption("--" + name) == null) {
      throw new PlanException(
          field, "the scenario " + commandLine.getCommandName() + " has no such option");
    }
    if (!value.isValueNode() || value.isNull()) {
      throw new PlanException(field, "must have a plain value");
    }
    return "--" + name + "=" + value.asText();
  }

  private static List<Threshold> thresholds(String field, JsonNode node) {
    List<Threshold> thresholds = new ArrayList<>();
    if (!node.isMissingNode() && !node.isArray()) {
      throw new PlanException(field, "must be a list");
    }
    for (int i = 0; i < node.size(); i++) {
      try {
        thresholds.add(Threshold.parse(node.get(i).asText()));
      } catch (IllegalArgumentException e) {
        throw new PlanException(field + "[" + i + "]", String.valueOf(e.getMessage()));
      }
    }
    return thresholds;
  }

  private static void requireKnown(String prefix, JsonNode node, Set<String> known) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new PlanException(
            prefix + name, "is not known; known are " + known.stream().sorted().toList());
      }
    }
  }
}
