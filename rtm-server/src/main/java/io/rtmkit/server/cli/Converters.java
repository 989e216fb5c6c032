package io.rtmkit.server.cli;

import io.rtmkit.server.config.Quantities;
import io.rtmkit.server.token.TokenFormat;
import java.time.Duration;
import picocli.CommandLine.TypeConversionException;

/** Turns arguments into values; a bad one is answered with the rule. Stateless. */
final class Converters {
  private Converters() {}

  static Duration toDuration(String text) {
    Duration duration;
    try {
      duration = Quantities.parseDuration(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "'" + text + "' is not allowed, " + String.valueOf(e.getMessage()));
    }
    if (duration.isZero()) {
      throw new TypeConversionException("must be longer than 0");
    }
    return duration;
  }

  static TokenFormat toTokenFormat(String text) {
    for (TokenFormat format : TokenFormat.values()) {
      if (format.label().equals(text)) {
        return format;
      }
    }
    throw new TypeConversionException("'" + text + "' is not allowed, must be 006, 007 or jwt");
  }
}
