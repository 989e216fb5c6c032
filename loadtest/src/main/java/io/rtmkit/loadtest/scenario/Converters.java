package io.rtmkit.loadtest.scenario;

import io.rtmkit.loadtest.arrival.Rate;
import io.rtmkit.loadtest.threshold.Threshold;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How options with a format of their own are read. Stateless. */
public final class Converters {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");

  private Converters() {}

  public static CommandLine register(CommandLine commandLine) {
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.registerConverter(Duration.class, Converters::toDuration);
    commandLine.registerConverter(Rate.class, converter(Rate::parse));
    commandLine.registerConverter(Threshold.class, converter(Threshold::parse));
    return commandLine;
  }

  private static <T> ITypeConverter<T> converter(Function<String, T> parse) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  private static Duration toDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException("must be a duration like 500ms, 3s or 2m: " + text);
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      default -> Duration.ofMinutes(count);
    };
  }
}
