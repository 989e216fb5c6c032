package io.rtmkit.loadtest.compare.work;

import io.rtmkit.loadtest.compare.peer.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lets peers do a work, in rounds whose order rotates. One thread. */
public final class Comparison {
  private final Bench bench;
  private final Work work;
  private final Path directory;

  public Comparison(Bench bench, Work work, Path directory) {
    this.bench = bench;
    this.work = work;
    this.directory = directory;
  }

  /** Runs all rounds; what they measure is added to the outcome. */
  public void run(List<Peer> peers, int rounds, Outcome outcome)
      throws IOException, InterruptedException {
    if (work.keepsServers()) {
      runSideBySide(peers, rounds, outcome);
    } else {
      runOneByOne(peers, rounds, outcome);
    }
  }

  private void runSideBySide(List<Peer> peers, int rounds, Outcome outcome)
      throws IOException, InterruptedException {
    List<Contender> all = new ArrayList<>();
    try {
      for (Peer peer : peers) {
        Contender contender = Contender.start(peer, work.setup(), bench.driver(), directory);
        all.add(contender);
        work.prepare(contender);
      }
      List<Contender> order = new ArrayList<>(all);
      for (Contender contender : all) {
        work.round(
            contender, all, new Outcome()); // warms up what a round has and warming up has not
      }
      for (int i = 0; i < rounds; i++) {
        beginRound(i, rounds, outcome);
        for (Contender contender : order) {
          work.round(contender, all, outcome);
        }
        Collections.rotate(order, 1);
      }
    } finally {
      all.forEach(Contender::close);
    }
  }

  private void runOneByOne(List<Peer> peers, int rounds, Outcome outcome)
      throws IOException, InterruptedException {
    List<Peer> order = new ArrayList<>(peers);
    for (int i = 0; i < rounds; i++) {
      beginRound(i, rounds, outcome);
      for (Peer peer : order) {
        try (Contender contender = Contender.start(peer, work.setup(), bench.driver(), directory)) {
          work.prepare(contender);
          work.round(contender, List.of(contender), outcome);
        }
      }
      Collections.rotate(order, 1);
    }
  }

  private void beginRound(int number, int rounds, Outcome outcome) {
    outcome.beginRound(number + 1);
    bench.out().printf("round %d of %d%n", number + 1, rounds);
    bench.out().flush();
  }
}
