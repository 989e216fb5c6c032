package io.rtmkit.loadtest.compare.work;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Everything that was measured in a comparison. One thread. */
public final class Outcome {
  /**
   * One measurement.
   *
   * @param figures by name, in the order in which they are shown
   */
  public record Row(int round, String work, String peer, Map<String, Double> figures) {}

  /** Median and range of something over the rounds. */
  public record Spread(double median, double min, double max, int rounds) {}

  /** What a measurement is judged by, and whether less of it is better. */
  public record Judged(String figure, boolean lessIsBetter) {}

  /**
   * The latencies of a peer at a work in all rounds.
   *
   * @param nanos not changed any more
   * @param seconds that they took
   */
  public record Timed(String work, String peer, Histogram nanos, double seconds) {
    private Timed with(Timed other) {
      Histogram both = nanos.copy();
      both.add(other.nanos);
      return new Timed(work, peer, both, seconds + other.seconds);
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Judged> judged = new LinkedHashMap<>();
  private final Map<List<String>, Timed> timed = new LinkedHashMap<>();
  private final Map<String, SortedMap<Integer, String>> growths = new LinkedHashMap<>();
  private int round;

  /** What is added from now on belongs to this round. */
  public void beginRound(int number) {
    round = number;
  }

  /** Adds a measurement; the first figure is the one that it is judged by. */
  void add(String work, String peer, boolean lessIsBetter, Map<String, Double> figures) {
    judged.putIfAbsent(work, new Judged(figures.keySet().iterator().next(), lessIsBetter));
    rows.add(new Row(round, work, peer, figures));
  }

  /** Adds a measurement of latencies, which is judged by their 99th percentile. */
  void addLatency(String work, String peer, Slice slice) {
    add(work, peer, true, Slices.latency(slice));
    timed.merge(
        List.of(work, peer),
        new Timed(work, peer, slice.latency(), slice.seconds()),
        (earlier, later) -> earlier.with(later));
  }

  /** Says that works which were added are the same but for a number. */
  void addGrowth(String ofWhat, int number, String work) {
    growths.computeIfAbsent(ofWhat, key -> new TreeMap<>()).put(number, work);
  }

  /** Works that are the same but for a number, by what it is the number of. */
  public Map<String, SortedMap<Integer, String>> growths() {
    return growths;
  }

  /** The latencies of a work, of each peer. */
  public List<Timed> timed(String work) {
    return timed.values().stream().filter(each -> each.work.equals(work)).toList();
  }

  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** The works that were measured, in their order. */
  public Set<String> works() {
    return judged.keySet();
  }

  public Judged judged(String work) {
    Judged known = judged.get(work);
    if (known == null) {
      throw new IllegalArgumentException("nobody did " + work);
    }
    return known;
  }

  /** Who did the work, in their order. */
  public Set<String> peers(String work) {
    Set<String> peers = new LinkedHashSet<>();
    rows.stream().filter(row -> row.work.equals(work)).forEach(row -> peers.add(row.peer));
    return peers;
  }

  /** The figures that a work has. */
  public Set<String> figures(String work) {
    Set<String> figures = new LinkedHashSet<>();
    rows.stream()
        .filter(row -> row.work.equals(work))
        .forEach(row -> figures.addAll(row.figures.keySet()));
    return figures;
  }

  /** A figure over the rounds; null if it was not measured. */
  public @Nullable Spread spread(String work, String peer, String figure) {
    return spread(
        rows.stream()
            .filter(row -> row.work.equals(work) && row.peer.equals(peer))
            .map(row -> row.figures.get(figure))
            .filter(value -> value != null)
            .mapToDouble(Double::doubleValue)
            .toArray());
  }

  /** The ratio of a figure in the same round, one peer to another; null if there is none. */
  public @Nullable Spread ratio(String work, String peer, String other, String figure) {
    List<Double> ratios = new ArrayList<>();
    for (Row row : rows) {
      Double value = row.figures.get(figure);
      if (row.work.equals(work) && row.peer.equals(peer) && value != null) {
        Double against = find(row.round, work, other, figure);
        if (against != null) {
          ratios.add(value / against);
        }
      }
    }
    return spread(ratios.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private @Nullable Double find(int inRound, String work, String peer, String figure) {
    for (Row row : rows) {
      if (row.round == inRound && row.work.equals(work) && row.peer.equals(peer)) {
        return row.figures.get(figure);
      }
    }
    return null;
  }

  private static @Nullable Spread spread(double[] values) {
    if (values.length == 0) {
      return null;
    }
    Arrays.sort(values);
    int middle = values.length / 2;
    double median =
        values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    return new Spread(median, values[0], values[values.length - 1], values.length);
  }
}
