package io.rtmkit.server.cluster;

import io.rtmkit.server.core.port.BusCounts;
import io.rtmkit.server.core.port.CallFigures;
import io.rtmkit.server.core.port.ClusterFigures;
import java.time.Duration;

/** The figures of this server among the others, looked at when somebody asks. Thread-safe. */
record FiguresHere(Cluster cluster, ClusterPeers peers, CallFigures calls)
    implements ClusterFigures {
  @Override
  public BusCounts bus() {
    return cluster.bus().figures();
  }

  @Override
  public int servers() {
    return cluster.bus().nodes().size();
  }

  @Override
  public boolean isFenced() {
    return cluster.bus().isPartitioned();
  }

  @Override
  public long leasesLost() {
    return cluster.counters().leasesLost();
  }

  @Override
  public boolean isReached() {
    return cluster.bus().problem().isEmpty();
  }

  @Override
  public Duration silence() {
    return cluster.bus().silence();
  }

  @Override
  public int peersWaiting() {
    return peers.waiting();
  }

  @Override
  public long peersRepeated() {
    return cluster.counters().peersRepeated();
  }

  @Override
  public long peersPassedOn() {
    return cluster.counters().peersPassedOn();
  }

  @Override
  public long comparisons() {
    return cluster.counters().comparisons();
  }

  @Override
  public int retriesWaiting() {
    return cluster.retries().waiting();
  }
}
