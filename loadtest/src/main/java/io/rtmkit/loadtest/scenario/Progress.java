package io.rtmkit.loadtest.scenario;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Tells how far a run is: a bar on a terminal, elsewhere a line now and then. One thread. */
interface Progress extends AutoCloseable {
  /**
   * So far it is.
   *
   * @param done from 0 to 1
   * @param text what is measured just now
   */
  void update(double done, String text);

  @Override
  void close();

  static Progress of(String name, boolean quiet, PrintWriter err) {
    if (quiet) {
      return new Silent();
    }
    return isTerminal() ? new Bar(name) : new Lines(name, err);
  }

  /** From Java 22 on there is a console without a terminal too, which says so itself. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return Console.class.getMethod("isTerminal").invoke(console).equals(true);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** Tells nothing. */
  final class Silent implements Progress {
    @Override
    public void update(double done, String text) {}

    @Override
    public void close() {}
  }

  /** A line when the run is prepared, one with its first figures, and one each five seconds. */
  final class Lines implements Progress {
    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    private final String name;
    private final PrintWriter err;
    private @Nullable Long lastNanos;

    Lines(String name, PrintWriter err) {
      this.name = name;
      this.err = err;
    }

    @Override
    public void update(double done, String text) {
      long now = System.nanoTime();
      if (lastNanos == null || now - lastNanos >= PAUSE_NANOS) {
        lastNanos = done > 0 ? now : null;
        err.printf(Locale.ROOT, "%s %3.0f%%  %s%n", name, done * 100, text);
        err.flush();
      }
    }

    @Override
    public void close() {}
  }

  /** A bar that is drawn over and over. */
  final class Bar implements Progress {
    private static final int STEPS = 1_000;

    private final ProgressBar bar;

    Bar(String name) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(STEPS)
              .setUnit("%", STEPS / 100)
              .setUpdateIntervalMillis(500)
              .setStyle(ProgressBarStyle.ASCII)
              .hideEta()
              .clearDisplayOnFinish()
              .build();
    }

    @Override
    public void update(double done, String text) {
      bar.stepTo(Math.round(done * STEPS));
      bar.setExtraMessage(" " + text);
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}
