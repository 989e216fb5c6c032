package io.rtmkit.loadtest.chaos;

import io.rtmkit.loadtest.check.Call;
import io.rtmkit.loadtest.check.History;
import io.rtmkit.loadtest.check.Spans.Span;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How long everything took to come back after each fault, in microseconds. One thread. */
final class FaultTimes {
  private final Map<Fault, List<Long>> down = new EnumMap<>(Fault.class);
  private final Map<Fault, List<Long>> allBack = new EnumMap<>(Fault.class);
  private final Map<Fault, List<Long>> allAgreed = new EnumMap<>(Fault.class);
  // By when what was hit ran again.
  private final TreeMap<Long, Strike> strikes = new TreeMap<>();

  /** One fault. Immutable. */
  private record Strike(Fault fault, long begin) {}

  /** Something was hit, and runs again; times of the run's clock. */
  void struck(Fault fault, long begin, long running) {
    strikes.put(running, new Strike(fault, begin));
    down.computeIfAbsent(fault, f -> new ArrayList<>()).add(running - begin);
  }

  /** All clients have a connection again, so long after the fault began. */
  void recovered(Fault fault, long after) {
    allBack.computeIfAbsent(fault, f -> new ArrayList<>()).add(after);
  }

  /** All clients see the same again, so long after the fault was over. */
  void agreed(Fault fault, long after) {
    allAgreed.computeIfAbsent(fault, f -> new ArrayList<>()).add(after);
  }

  /** The lines of the table: what, and how long. */
  Map<String, String> lines(List<History.Snapshot> clients, boolean keeps) {
    Map<String, String> lines = new LinkedHashMap<>();
    down.forEach(
        (fault, times) ->
            lines.put(
                fault.toString(),
                spread(times)
                    + " until it ran; all clients back after "
                    + spread(allBack.getOrDefault(fault, List.of()))
                    + agreement(fault)));
    if (keeps) {
      lines.put(
          "kept again", spread(keptAgain(clients)) + " from a fault to the next kept message");
    }
    lines.put("one client", spread(outages(clients)) + " without a connection");
    return lines;
  }

  private String agreement(Fault fault) {
    List<Long> times = allAgreed.getOrDefault(fault, List.of());
    return times.isEmpty() ? "" : "; all saw the same, and stayed, " + spread(times) + " later";
  }

  /** Every fault and its times, to compare with the times of what went wrong. */
  List<String> log() {
    return strikes.entrySet().stream()
        .map(
            entry ->
                "%s at %s, ran at %s"
                    .formatted(
                        entry.getValue().fault(),
                        seconds(entry.getValue().begin()),
                        seconds(entry.getKey())))
        .toList();
  }

  private static List<Long> outages(List<History.Snapshot> clients) {
    List<Long> outages = new ArrayList<>();
    for (History.Snapshot client : clients) {
      for (Span outage : client.outages().list()) {
        if (outage.to() != Long.MAX_VALUE) {
          outages.add(outage.to() - outage.from());
        }
      }
    }
    return outages;
  }

  /** After each fault, when the first message to be kept was accepted that was sent after it. */
  private List<Long> keptAgain(List<History.Snapshot> clients) {
    Map<Long, Long> firstEnds = new TreeMap<>();
    for (History.Snapshot client : clients) {
      for (Call call : client.calls()) {
        Map.Entry<Long, Strike> strike = strikes.floorEntry(call.start());
        if (strike != null && call.isStored() && call.isAccepted()) {
          firstEnds.merge(strike.getValue().begin(), call.end(), Math::min);
        }
      }
    }
    List<Long> times = new ArrayList<>();
    firstEnds.forEach((begin, end) -> times.add(end - begin));
    return times;
  }

  private static String spread(List<Long> micros) {
    if (micros.isEmpty()) {
      return "(never)";
    }
    List<Long> sorted = micros.stream().sorted().toList();
    long median = sorted.get(sorted.size() / 2);
    long max = sorted.get(sorted.size() - 1);
    return "median " + seconds(median) + ", max " + seconds(max);
  }

  static String seconds(long micros) {
    return String.format(Locale.ROOT, "%.3f s", micros / 1_000_000.0);
  }
}
