package io.rtmkit.server.metrics;

import io.rtmkit.server.core.port.BusCounts;
import io.rtmkit.server.core.port.CallFigures;
import io.rtmkit.server.core.port.ClusterFigures;
import io.rtmkit.server.core.port.TimeCounts;
import java.time.Duration;

/** A server among others whose figures are all different; most stay as they are. One thread. */
final class OneOfSeveral implements ClusterFigures {
  boolean fenced;
  boolean reached = true;
  final Way bus = new Way();
  final Calls calls = new Calls(100);

  @Override
  public BusCounts bus() {
    return bus;
  }

  @Override
  public CallFigures calls() {
    return calls;
  }

  @Override
  public int servers() {
    return 3;
  }

  @Override
  public boolean isFenced() {
    return fenced;
  }

  @Override
  public long leasesLost() {
    return 4;
  }

  @Override
  public boolean isReached() {
    return reached;
  }

  @Override
  public Duration silence() {
    return Duration.ofMillis(1_500);
  }

  @Override
  public int peersWaiting() {
    return 5;
  }

  @Override
  public long peersRepeated() {
    return 6;
  }

  @Override
  public long peersPassedOn() {
    return 7;
  }

  @Override
  public long comparisons() {
    return 8;
  }

  @Override
  public int retriesWaiting() {
    return 9;
  }

  /** Calls whose figures follow a number. */
  static final class Calls implements CallFigures {
    private final long first;
    private final TimeCounts times = new TimeCounts();

    Calls(int first) {
      this.first = first;
    }

    @Override
    public long done() {
      return first + 1;
    }

    @Override
    public long refused() {
      return first + 2;
    }

    @Override
    public long unknown() {
      return first + 3;
    }

    @Override
    public long retries() {
      return first + 4;
    }

    @Override
    public int closedOff() {
      return Math.toIntExact(first) + 5;
    }

    @Override
    public TimeCounts times() {
      return times;
    }
  }

  /** A way whose figures are those from 11 on. */
  static final class Way implements BusCounts {
    private final TimeCounts underWay = new TimeCounts();

    @Override
    public long batchesSent() {
      return 11;
    }

    @Override
    public long itemsSent() {
      return 12;
    }

    @Override
    public long bytesSent() {
      return 13;
    }

    @Override
    public long sendsRepeated() {
      return 14;
    }

    @Override
    public long itemsDropped() {
      return 15;
    }

    @Override
    public long batchesReceived() {
      return 16;
    }

    @Override
    public long itemsReceived() {
      return 17;
    }

    @Override
    public long bytesReceived() {
      return 18;
    }

    @Override
    public long itemsOfUnknownKind() {
      return 19;
    }

    @Override
    public long batchesDamaged() {
      return 20;
    }

    @Override
    public long repeats() {
      return 21;
    }

    @Override
    public long gaps() {
      return 22;
    }

    @Override
    public long probesFailed() {
      return 23;
    }

    @Override
    public long waitingItems() {
      return 24;
    }

    @Override
    public long waitingBytes() {
      return 25;
    }

    @Override
    public TimeCounts underWay() {
      return underWay;
    }
  }
}
