package io.rtmkit.server.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something may be done: at most {@code count} times in any {@code window}. Immutable.
 */
public record Rate(int count, Duration window) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*/\\s*(\\S+)");
  private static final String RULE = "must be a rate like 180/3s";

  public Rate {
    if (count < 1 || window.toMillis() < 1) {
      throw new IllegalArgumentException(RULE + ", with a count and a window above 0");
    }
  }

  /**
   * Reads "180/3s".
   *
   * @throws IllegalArgumentException with the rule as its message
   */
  public static Rate parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(RULE);
    }
    Duration window;
    try {
      window = Quantities.parseDuration(matcher.group(2));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(RULE, e);
    }
    return new Rate(Integer.parseInt(matcher.group(1)), window);
  }

  @Override
  public String toString() {
    return count + "/" + Quantities.format(window);
  }
}
