package io.rtmkit.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.rtmkit.server.config.LogConfig;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets up the log in code, which is faster at the start than a file to be parsed. To the error
 * stream, so that what a command prints stays alone on the output. Thread-safe.
 */
public final class ServerLog {
  private static final String OURS = "io.rtmkit";
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: %msg%n";

  private ServerLog() {}

  /**
   * Changes format and level; an unchanged format leaves the output alone. Does nothing where
   * somebody embeds the server with another log.
   */
  public static void apply(LogConfig config) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext context && !isSetUpByFile()) {
      setUp(context, config);
    }
  }

  /** Somebody wants it all their own way. */
  static boolean isSetUpByFile() {
    return System.getProperty("logback.configurationFile") != null;
  }

  static synchronized void setUp(LoggerContext context, LogConfig config) {
    context.getLogger(OURS).setLevel(Level.toLevel(config.level().name()));
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    String name = config.format().name();
    if (root.getAppender(name) == null) {
      root.setLevel(Level.WARN);
      ConsoleAppender<ILoggingEvent> console = console(context, config.format());
      console.setName(name);
      for (LogConfig.Format other : LogConfig.Format.values()) {
        root.detachAppender(other.name());
      }
      root.addAppender(console);
    }
  }

  private static ConsoleAppender<ILoggingEvent> console(
      LoggerContext context, LogConfig.Format format) {
    Encoder<ILoggingEvent> encoder = format == LogConfig.Format.JSON ? json() : text();
    start(encoder, context);
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setTarget("System.err");
    console.setEncoder(encoder);
    start(console, context);
    return console;
  }

  private static Encoder<ILoggingEvent> text() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setPattern(PATTERN);
    return encoder;
  }

  private static Encoder<ILoggingEvent> json() {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMDC(false);
    encoder.setWithMessage(false); // with holes; the other has them filled
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    return encoder;
  }

  private static <T extends ch.qos.logback.core.spi.LifeCycle> void start(
      T part, LoggerContext context) {
    if (part instanceof ContextAwareBase aware) {
      aware.setContext(context);
    }
    part.start();
  }
}
