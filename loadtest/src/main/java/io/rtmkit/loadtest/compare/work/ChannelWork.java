package io.rtmkit.loadtest.compare.work;

import io.rtmkit.loadtest.compare.driver.Connection;
import io.rtmkit.loadtest.compare.peer.RtmPeer;
import java.io.IOException;

/** One publisher, many subscribers of one topic. One thread. */
public final class ChannelWork extends LoadedWork {
  private static final String TOPIC = "room";
  private static final int AT_A_TIME = 64;

  private final int members;
  private final int payloadBytes;
  private final double rate;

  /**
   * Creates the work.
   *
   * @param rate of messages at which the latency is measured too; 0 for none
   */
  public ChannelWork(Bench bench, int members, int payloadBytes, double rate) {
    super(bench, new int[] {64, 1});
    this.members = members;
    this.payloadBytes = payloadBytes;
    this.rate = rate;
  }

  /** To one server: those of the members, and the publisher's. */
  public static int connections(int members) {
    return members + 1;
  }

  @Override
  Load connect(Contender contender) throws IOException, InterruptedException {
    contender.crowd().connect(connections(members), AT_A_TIME, i -> "user-" + i);
    boolean publisherToo = contender.peer().newDialect().publishersSubscribe();
    contender.crowd().subscribe(0, publisherToo ? connections(members) : members, i -> TOPIC);
    Connection publisher = contender.crowd().get(members);
    FanOut fanOut = new FanOut(bench().driver().loop(), publisher, TOPIC, members, payloadBytes);
    bench()
        .driver()
        .call(
            () -> {
              for (int i = 0; i < members; i++) {
                contender.crowd().get(i).setEar(fanOut);
              }
              return fanOut;
            });
    return fanOut;
  }

  @Override
  int factor() {
    return members;
  }

  @Override
  boolean isFullWithOne() {
    return false;
  }

  @Override
  String scale() {
    return "1 to %,d".formatted(members);
  }

  @Override
  String things() {
    return " deliveries";
  }

  @Override
  void added(int window, Outcome outcome) {
    outcome.addGrowth(
        "members, deliveries with " + window + " in flight", members, workName(window));
  }

  @Override
  void more(Contender contender, Outcome outcome) throws IOException, InterruptedException {
    String name = contender.peer().name();
    if (rate > 0 && (name.startsWith(RtmPeer.NAME) || name.equals("R") || name.equals("nats"))) {
      String rateName = "%,.0f messages a second".formatted(rate);
      addLatency(contender, outcome, rateName, rate, bench().seconds());
    }
  }
}
