package io.rtmkit.loadtest.cluster;

import io.rtmkit.loadtest.measure.ServerUsage;
import io.rtmkit.loadtest.process.ProcessUsage;
import io.rtmkit.loadtest.redis.RedisConnection;
import io.rtmkit.loadtest.redis.RedisProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the servers of a site use together; keeps beside what Redis did between the first look and
 * the last. One thread.
 */
final class SiteUsage implements ServerUsage {
  private static final int PINGS = 20;
  private static final Pattern CALLS = Pattern.compile("cmdstat_([^:]+):calls=(\\d+)");

  private final List<Long> servers;
  private final @Nullable RedisProcess redis;
  private @Nullable Work first;
  private Work last = Work.NONE;
  private final List<Double> roundTrips = new ArrayList<>();

  /**
   * What Redis has done. Immutable.
   *
   * @param commands those too that scripts call
   * @param scripts of the commands those that run a script
   */
  record Work(long commands, long scripts, long cpuNanos) {
    static final Work NONE = new Work(0, 0, 0);

    /** Reads the numbers of calls that Redis tells of each command. */
    static Work of(String commandStats, long cpuNanos) {
      long commands = 0;
      long scripts = 0;
      for (Matcher matcher = CALLS.matcher(commandStats); matcher.find(); ) {
        String name = matcher.group(1);
        long calls = Long.parseLong(matcher.group(2));
        // The questions of this process are none of the servers.
        commands += name.equals("info") || name.equals("ping") ? 0 : calls;
        scripts += name.startsWith("eval") ? calls : 0;
      }
      return new Work(commands, scripts, cpuNanos);
    }

    private Work minus(Work other) {
      return new Work(
          commands - other.commands, scripts - other.scripts, cpuNanos - other.cpuNanos);
    }
  }

  SiteUsage(List<Long> servers, @Nullable RedisProcess redis) {
    this.servers = servers;
    this.redis = redis;
  }

  @Override
  public ProcessUsage now() throws IOException {
    if (redis != null) {
      try (RedisConnection connection = redis.connect()) {
        String stats = connection.text("INFO", "commandstats");
        for (int i = 0; i < PINGS; i++) {
          long asked = System.nanoTime();
          connection.text("PING");
          roundTrips.add((System.nanoTime() - asked) / 1e3);
        }
        last = Work.of(stats, ProcessUsage.of(redis.pid()).cpuNanos());
      }
      first = first == null ? last : first;
    }
    long cpuNanos = 0;
    long bytes = 0;
    for (long server : servers) {
      ProcessUsage usage = ProcessUsage.of(server);
      cpuNanos += usage.cpuNanos();
      bytes += usage.residentBytes();
    }
    return new ProcessUsage(cpuNanos, bytes);
  }

  /** How long it took to get an answer of Redis, median in µs; 0 if there is none. */
  double roundTripMicros() {
    return roundTrips.isEmpty() ? 0 : Ratios.median(roundTrips);
  }

  /** What Redis did between the first look and the last; nothing, if there is none. */
  Work redisWork() {
    return first == null ? Work.NONE : last.minus(first);
  }
}
