package io.rtmkit.loadtest.cluster;

import io.rtmkit.loadtest.channel.ChannelCommand;
import io.rtmkit.loadtest.peer.PeerCommand;
import io.rtmkit.loadtest.scenario.Converters;
import io.rtmkit.loadtest.scenario.Course;
import io.rtmkit.loadtest.scenario.Environment;
import io.rtmkit.loadtest.scenario.ScenarioCommand;
import io.rtmkit.loadtest.threshold.Figures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;

/** What a site is given to do, as a scenario and its options. Immutable. */
final class Job {
  private final String title;
  private final String leading;
  private final double perLeading;
  private final double pairs;
  private final Supplier<ScenarioCommand> maker;
  private final List<String> words;

  /**
   * A job.
   *
   * @param perLeading messages for each count of the leading timing
   * @param pairs that share the rate
   */
  private Job(
      String title,
      double perLeading,
      double pairs,
      Supplier<ScenarioCommand> maker,
      List<String> words) {
    this.title = title;
    this.leading = pairs == 0 ? "delivery" : "rtt";
    this.perLeading = perLeading;
    this.pairs = pairs;
    this.maker = maker;
    this.words = words;
  }

  /** Pairs of whom one sends the next message when the last is acknowledged. */
  static Job peer(int pairs, int inFlight, List<String> common) {
    List<String> words = words(common, "--pairs=" + pairs, "--in-flight=" + inFlight);
    String title = "peer, %d pairs, %d in flight".formatted(pairs, inFlight);
    return new Job(title, 1, pairs, PeerCommand::new, words);
  }

  /** One member of a channel sends to the others. */
  static Job channel(int members, int rate, List<String> common) {
    List<String> words = words(common, "--members=" + members, "--rate=" + rate);
    String title = "channel, %d members, %d messages a second".formatted(members, rate);
    return new Job(title, 1.0 / (members - 1), 0, ChannelCommand::new, words);
  }

  private static List<String> words(List<String> common, String... own) {
    return Stream.concat(common.stream(), List.of(own).stream()).toList();
  }

  String title() {
    return title;
  }

  /**
   * The course of it at one site.
   *
   * @throws IllegalArgumentException if an option is outside of its limits
   */
  Course course(String name, Environment environment) {
    ScenarioCommand command = maker.get();
    Converters.register(new CommandLine(command)).parseArgs(words.toArray(String[]::new));
    return new Course(name, command, environment, List.of());
  }

  /** What came out, by name, in the order in which it is shown. */
  Map<String, Double> results(Figures figures, SiteUsage usage) {
    SiteUsage.Work redis = usage.redisWork();
    double count = Math.max(1, figures.find(leading + ".count").orElse(0));
    double serverNanos = figures.find("server.work").orElse(0) * count;
    double messages = Math.max(1, count * perLeading);
    Map<String, Double> results = new LinkedHashMap<>();
    if (pairs > 0) {
      results.put("messages/s of a pair", figures.find(leading + ".rate").orElse(0) / pairs);
    }
    results.put("p50 µs", figures.find(leading + ".p50").orElse(0) / 1e3);
    results.put("p99 µs", figures.find(leading + ".p99").orElse(0) / 1e3);
    results.put(
        pairs > 0 ? "messages per CPU s" : "deliveries per CPU s",
        count / Math.max(1e-9, serverNanos / 1e9));
    results.put("Redis commands per message", redis.commands() / messages);
    results.put("of these scripts", redis.scripts() / messages);
    results.put("Redis round trip µs", usage.roundTripMicros());
    results.put("Redis CPU µs per message", redis.cpuNanos() / 1e3 / messages);
    return results;
  }
}
