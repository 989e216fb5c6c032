package io.rtmkit.loadtest.compare.driver;

import io.netty.util.concurrent.ScheduledFuture;
import io.rtmkit.loadtest.compare.dialect.Dialect;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one peer, opened some at a time and kept alive. Its methods wait for the event
 * loop and are for another thread.
 */
public final class Crowd implements AutoCloseable {
  private static final long LOOK_MILLIS = 100;
  private static final int LOOKS_OF_ALL = 5; // all connections are looked at in so many looks

  private final Driver driver;
  private final InetSocketAddress server;
  private final Supplier<Dialect> dialects;
  private final List<Connection> connections = new ArrayList<>();
  private final ScheduledFuture<?> looking;
  private int look;

  /** Creates a crowd of nobody. */
  public Crowd(Driver driver, InetSocketAddress server, Supplier<Dialect> dialects) {
    this.driver = driver;
    this.server = server;
    this.dialects = dialects;
    this.looking =
        driver
            .loop()
            .scheduleAtFixedRate(this::keepAlive, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void keepAlive() {
    long now = System.nanoTime();
    look = (look + 1) % LOOKS_OF_ALL;
    for (int i = look; i < connections.size(); i += LOOKS_OF_ALL) {
      connections.get(i).keepAliveIfDue(now);
    }
  }

  /**
   * Connects and logs in.
   *
   * @param count how many are added
   * @param atATime connections that are being made at a time
   * @param names of the users, by their number in this crowd
   * @return how long each took, in nanoseconds
   */
  public Histogram connect(int count, int atATime, Function<Integer, String> names)
      throws IOException, InterruptedException {
    Histogram times = new Histogram(3);
    int first = connections.size();
    each(
        count,
        atATime,
        i -> {
          Connection connection = new Connection(dialects.get(), names.apply(first + i));
          connections.add(connection);
          long began = System.nanoTime();
          driver
              .open(server, connection)
              .addListener(
                  opened -> {
                    if (!opened.isSuccess()) {
                      connection.connected().completeExceptionally(opened.cause());
                    }
                  });
          return connection
              .connected()
              .thenApply(
                  done -> {
                    times.recordValue(System.nanoTime() - began);
                    return done;
                  });
        });
    return times;
  }

  /** Subscribes the connections from one number to another, the latter not included. */
  public void subscribe(int from, int to, Function<Integer, String> topics)
      throws IOException, InterruptedException {
    each(to - from, 64, i -> connections.get(from + i).subscribe(topics.apply(from + i)));
  }

  private void each(
      int count, int atATime, Function<Integer, CompletableFuture<Connection>> beginning)
      throws IOException, InterruptedException {
    CompletableFuture<Void> all = new CompletableFuture<>();
    Steps steps = new Steps(count, beginning, all);
    driver.loop().execute(() -> steps.begin(atATime));
    Driver.await(all);
  }

  /** Steps of which some are under way at a time; on the event loop. */
  private static final class Steps {
    private final int count;
    private final Function<Integer, CompletableFuture<Connection>> beginning;
    private final CompletableFuture<Void> all;
    private int begun;
    private int done;

    Steps(
        int count,
        Function<Integer, CompletableFuture<Connection>> beginning,
        CompletableFuture<Void> all) {
      this.count = count;
      this.beginning = beginning;
      this.all = all;
    }

    void begin(int atATime) {
      if (count == 0) {
        all.complete(null);
      }
      for (int i = 0; i < Math.min(atATime, count); i++) {
        next();
      }
    }

    private void next() {
      beginning.apply(begun++).whenComplete((connection, problem) -> end(problem));
    }

    private void end(@Nullable Throwable problem) {
      if (problem != null) {
        all.completeExceptionally(problem);
      } else if (++done == count) {
        all.complete(null);
      } else if (begun < count) {
        next();
      }
    }
  }

  public Connection get(int number) {
    return connections.get(number);
  }

  public int size() {
    return connections.size();
  }

  @Override
  public void close() {
    looking.cancel(false);
    driver.loop().submit(() -> connections.forEach(Connection::close)).awaitUninterruptibly();
  }
}
