package io.rtmkit.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest warnings and errors of the log, for the console. Thread-safe. */
public final class RecentLog extends AppenderBase<ILoggingEvent> {
  private static final int MOST = 100;

  @GuardedBy("this")
  private final ArrayDeque<Line> lines = new ArrayDeque<>();

  /** One line. */
  public record Line(long atMs, String level, String logger, String message) {}

  private RecentLog() {}

  /** Keeps what is logged from now on; nothing where somebody embeds another log. */
  public static RecentLog begin() {
    RecentLog recent = new RecentLog();
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      recent.setContext(context);
      recent.start();
      context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(recent);
    }
    return recent;
  }

  /** Keeps nothing more. */
  public void end() {
    if (getContext() instanceof LoggerContext context) {
      context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
    }
    stop();
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      keep(
          new Line(
              event.getTimeStamp(),
              event.getLevel().toString(),
              event.getLoggerName(),
              event.getFormattedMessage()));
    }
  }

  private synchronized void keep(Line line) {
    lines.add(line);
    if (lines.size() > MOST) {
      lines.remove();
    }
  }

  /** The latest first. */
  public synchronized List<Line> lines() {
    List<Line> latestFirst = new ArrayList<>(lines);
    Collections.reverse(latestFirst);
    return latestFirst;
  }
}
