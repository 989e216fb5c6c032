package io.rtmkit.server.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A scrape, read as Prometheus reads it. Immutable. */
public final class Scrape {
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SAMPLE = Pattern.compile("([a-z_0-9]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

  /** One value of a metric. */
  public record Sample(String name, Map<String, String> labels, double value) {}

  private final Map<String, String> types = new LinkedHashMap<>();
  private final List<Sample> samples;

  /** Reads a scrape. */
  public Scrape(String text) {
    samples =
        text.lines()
            .peek(this::noteType)
            .filter(line -> !line.startsWith("#"))
            .map(Scrape::sample)
            .toList();
  }

  private void noteType(String line) {
    Matcher type = TYPE.matcher(line);
    if (type.matches()) {
      types.put(type.group(1), type.group(2));
    }
  }

  private static Sample sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new AssertionError("not a line of Prometheus: " + line);
    }
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    return new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3)));
  }

  /** The metrics and their types; the greatest value beside a histogram counts as part of it. */
  public Map<String, String> types() {
    Map<String, String> whole = new TreeMap<>(types);
    whole
        .keySet()
        .removeIf(n -> n.endsWith("_max") && types.containsKey(n.replaceAll("_max$", "")));
    return whole;
  }

  public List<Sample> samples() {
    return samples;
  }

  /** Of all samples of the metric with this label; 0 if there is none. */
  public double value(String name, String label, String labelValue) {
    return samples.stream()
        .filter(s -> s.name().equals(name) && labelValue.equals(s.labels().get(label)))
        .mapToDouble(Sample::value)
        .sum();
  }

  /** Of all samples of the metric together. */
  public double value(String name) {
    if (samples.stream().noneMatch(s -> s.name().equals(name))) {
      throw new AssertionError("there is no metric " + name);
    }
    return samples.stream().filter(s -> s.name().equals(name)).mapToDouble(Sample::value).sum();
  }
}
