package io.rtmkit.server.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.rtmkit.server.config.LogConfig;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The log until the configuration has been read: Logback finds this class by itself and asks it
 * before it looks for files. A wrong variable is told later, by whoever reads the configuration.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_NORMAL_PRIORITY)
public final class LogStart extends ContextAwareBase implements Configurator {
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (ServerLog.isSetUpByFile()) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    LogConfig.Format format =
        read(LogConfig.Format.class, System.getenv("RTM_LOG_FORMAT"), LogConfig.Format.TEXT);
    LogConfig.Level level =
        read(LogConfig.Level.class, System.getenv("RTM_LOG_LEVEL"), LogConfig.Level.INFO);
    ServerLog.setUp(context, new LogConfig(format, level));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static <E extends Enum<E>> E read(Class<E> type, @Nullable String text, E otherwise) {
    try {
      return text == null || text.isBlank()
          ? otherwise
          : Enum.valueOf(type, text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return otherwise;
    }
  }
}
