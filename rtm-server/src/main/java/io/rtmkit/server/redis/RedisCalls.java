package io.rtmkit.server.redis;

import io.rtmkit.server.config.RedisConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.CallFigures;
import io.rtmkit.server.core.port.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts until Redis has answered or the time is over. Only scripts that do no harm when they
 * run twice come here. Thread-safe; futures end on threads of the client.
 */
public final class RedisCalls implements AutoCloseable {
  private static final Duration WRITING = Duration.ofSeconds(8);
  private static final Duration READING = Duration.ofSeconds(4);
  private static final Duration FRESH = Duration.ofMillis(100);
  private static final long FIRST_DELAY_MS = 50;
  private static final long LONGEST_DELAY_MS = 1_000;
  private static final String STOPPING = "the server is stopping";
  private static final String SILENT = "Redis does not answer";

  /** The arguments of a script. */
  public interface Arguments {
    /** The same each time, but for being told whether Redis may have done it before. */
    List<byte[]> of(boolean maybeDone);
  }

  private final String part;
  private final RedisLink link;
  private final RedisConfig config;
  private final Clock clock;
  private final Breakers breakers;
  private final RedisFigures figures;
  private final Set<Call> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Runs scripts.
   *
   * @param part what is kept there, for the texts of refusals
   */
  public RedisCalls(String part, RedisLink link, RedisConfig config, Clock clock) {
    this.part = part;
    this.link = link;
    this.config = config;
    this.clock = clock;
    breakers = new Breakers(link, clock);
    figures = new RedisFigures(breakers::open);
  }

  /** When a write that begins now ends at the latest, in terms of the clock's nanoTime. */
  public long endOfWrite() {
    return clock.nanoTime() + WRITING.toNanos();
  }

  /** When a read that begins now ends at the latest. */
  public long endOfRead() {
    return clock.nanoTime() + READING.toNanos();
  }

  public boolean isOver(long endNanos) {
    return clock.nanoTime() - endNanos >= 0;
  }

  /** Why a call would fail at once; empty if it would not. */
  public String problem() {
    return breakers.refuseAll() ? silence() : "";
  }

  /** For those who are refused because Redis does not answer: what is missing, and since when. */
  public String silence() {
    return unavailable(SILENT, breakers.failingSinceMs());
  }

  private String unavailable(String why, long sinceMs) {
    long since = sinceMs == 0 ? clock.currentTimeMillis() : sinceMs;
    Instant from = Instant.ofEpochMilli(since).truncatedTo(ChronoUnit.SECONDS);
    return part + " unavailable since " + from + ": " + why + "; try again in a second";
  }

  /** Whether Redis answers as it should. */
  public boolean isWell() {
    return breakers.areClosed() && link.isOpen();
  }

  /** Whether calls have begun to fail, so that nobody should wait behind another one. */
  public boolean isTroubled() {
    return !breakers.areClosed();
  }

  /** What became of the calls. */
  public CallFigures figures() {
    return figures;
  }

  /** Runs a script; fails with a {@link StoreException}. Never throws. */
  public CompletableFuture<List<Object>> run(
      Script script, List<byte[]> keys, long endNanos, Arguments arguments) {
    Call call = new Call(script, keys, endNanos, arguments);
    running.add(call);
    call.attempt();
    return call.future;
  }

  /** Ends what is still running. */
  @Override
  public void close() {
    closed = true;
    running.forEach(call -> call.fail(STOPPING));
  }

  /** One script with its arguments, until it ends. One thread at a time. */
  private final class Call {
    private final Script script;
    private final List<byte[]> keys;
    private final long endNanos;
    private final Arguments arguments;
    private final long begunNanos = clock.nanoTime();
    private final CompletableFuture<List<Object>> future = new CompletableFuture<>();
    private volatile boolean maybeDone;
    private int failures;

    Call(Script script, List<byte[]> keys, long endNanos, Arguments arguments) {
      this.script = script;
      this.keys = keys;
      this.endNanos = endNanos;
      this.arguments = arguments;
    }

    void attempt() {
      if (closed) {
        fail(STOPPING);
        return;
      }
      Breaker breaker = breakers.of(keys.get(0));
      long ticket = breaker.enter();
      if (ticket == Breaker.NO) {
        // Whoever waits already waits on; whoever has just come comes back later.
        String reason = unavailable(SILENT, breaker.failingSinceMs());
        if (maybeDone || hasWaited()) {
          again(reason);
        } else {
          fail(reason);
        }
        return;
      }
      boolean before = maybeDone;
      maybeDone = script.writes();
      link.run(script, keys, arguments.of(before))
          .whenComplete((reply, failure) -> onEnd(breaker, ticket, before, reply, failure));
    }

    private boolean hasWaited() {
      long total = (script.writes() ? WRITING : READING).toNanos();
      return total - (endNanos - clock.nanoTime()) > FRESH.toNanos();
    }

    private void onEnd(
        Breaker breaker,
        long ticket,
        boolean before,
        @Nullable List<Object> reply,
        @Nullable Throwable failure) {
      if (failure == null && reply != null) {
        breaker.onSuccess(ticket);
        if (running.remove(this)) {
          figures.onDone(clock.nanoTime() - begunNanos);
        }
        future.complete(reply);
        return;
      }
      RedisFailure kind = RedisFailure.of(failure == null ? new IllegalStateException() : failure);
      if (kind.answered()) {
        breaker.onSuccess(ticket);
      } else {
        breaker.onFailure(ticket);
      }
      maybeDone = before || (kind.maybeDone() && script.writes());
      String reason = reasonOf(kind, failure, breaker.failingSinceMs());
      if (kind.repeatable()) {
        again(reason);
      } else {
        fail(reason);
      }
    }

    private void again(String reason) {
      long most = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS << Math.min(failures++, 5));
      Duration delay = Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, most + 1));
      Duration attempt = script.writes() ? config.writeTimeout() : config.readTimeout();
      long left = endNanos - clock.nanoTime();
      if (left < delay.plus(attempt).toNanos() || !link.schedule(this::attempt, delay)) {
        fail(reason);
        return;
      }
      figures.onRetry();
    }

    void fail(String reason) {
      if (running.remove(this)) {
        figures.onFailed(maybeDone);
      }
      future.completeExceptionally(
          maybeDone ? StoreException.unknown(reason, null) : StoreException.refused(reason));
    }
  }

  private String reasonOf(RedisFailure kind, @Nullable Throwable failure, long sinceMs) {
    return switch (kind) {
      case NOT_SENT -> unavailable("Redis is not connected", sinceMs);
      case UNANSWERED -> unavailable(SILENT, sinceMs);
      case NOT_READY -> unavailable("Redis is not ready", sinceMs);
      case UNCONFIRMED ->
          "Redis has it, but no replica confirmed it within %d ms"
              .formatted(config.replicaTimeout().toMillis());
      case FULL -> "the memory of Redis is full";
      case REJECTED -> "Redis does not let us write";
      case BROKEN -> "Redis cannot do it: " + (failure == null ? "" : failure.getMessage());
    };
  }
}
