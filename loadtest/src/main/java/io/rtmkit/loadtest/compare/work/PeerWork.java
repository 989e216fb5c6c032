package io.rtmkit.loadtest.compare.work;

import io.rtmkit.loadtest.compare.driver.Connection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Pairs of users, one of whom sends what the other acknowledges. One thread. */
public final class PeerWork extends LoadedWork {
  private static final int AT_A_TIME = 64;

  private final int pairs;
  private final int payloadBytes;

  public PeerWork(Bench bench, int pairs, int payloadBytes) {
    super(bench, new int[] {8, 1});
    this.pairs = pairs;
    this.payloadBytes = payloadBytes;
  }

  /** To one server: two of each pair. */
  public static int connections(int pairs) {
    return 2 * pairs;
  }

  @Override
  Load connect(Contender contender) throws IOException, InterruptedException {
    int count = connections(pairs);
    contender.crowd().connect(count, AT_A_TIME, PeerWork::name);
    if (!contender.peer().newDialect().acknowledges()) {
      contender.crowd().subscribe(0, count, PeerWork::name);
    }
    return bench()
        .driver()
        .call(
            () -> {
              List<Connection> connections = new ArrayList<>();
              for (int i = 0; i < count; i++) {
                connections.add(contender.crowd().get(i));
              }
              return new Pairs(bench().driver().loop(), connections, payloadBytes);
            });
  }

  private static String name(int number) {
    return (number % 2 == 0 ? "a-" : "b-") + number / 2;
  }

  @Override
  int factor() {
    return 1;
  }

  @Override
  boolean isFullWithOne() {
    return true;
  }

  @Override
  String scale() {
    return "%,d pairs".formatted(pairs);
  }

  @Override
  String things() {
    return ", acknowledged messages";
  }
}
