package io.rtmkit.loadtest.compare.work;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Measurements that nobody has made. One thread. */
public final class Samples {
  private final Outcome outcome = new Outcome();

  public Outcome outcome() {
    return outcome;
  }

  public Samples round(int number) {
    outcome.beginRound(number);
    return this;
  }

  /** So many a second, of which more is better, and so many wrong. */
  public Samples rate(String work, String peer, double perSecond, double wrong) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("per second", perSecond);
    figures.put("wrong", wrong);
    outcome.add(work, peer, false, figures);
    return this;
  }

  /** One latency within one second. */
  public Samples latency(String work, String peer, int millis) {
    Histogram nanos = new Histogram(3);
    nanos.recordValue(millis * 1_000_000L);
    outcome.addLatency(work, peer, new Slice(1, 1, 1, 1, 0, 0, nanos));
    return this;
  }

  public Samples growth(String ofWhat, int number, String work) {
    outcome.addGrowth(ofWhat, number, work);
    return this;
  }
}
