package io.rtmkit.uniapp;

import java.math.BigDecimal;

/**
 * Numbers between JavaScript, where there is one kind, and Java. They come as Integer, Long,
 * BigDecimal or Double, whatever their value. Stateless.
 */
final class Numbers {
  // Beyond this JavaScript does not know each whole number.
  private static final long MAX_SAFE = (1L << 53) - 1;

  private Numbers() {}

  /** The text that JavaScript has for a number of usual size: 5, not 5.0. */
  static String toText(Number number) {
    BigDecimal exact = new BigDecimal(number.toString());
    BigDecimal shortest = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    boolean usual = Math.abs(shortest.scale()) <= 20 && shortest.precision() <= 40;
    return usual ? shortest.toPlainString() : shortest.toString();
  }

  /**
   * The number that crosses to JavaScript: Integer or Long if it is whole and safe there, otherwise
   * Double.
   *
   * @throws NumberFormatException if the text is no number, or one that JavaScript does not have
   */
  static Number parse(String text) {
    BigDecimal exact = new BigDecimal(text);
    boolean whole = exact.signum() == 0 || exact.stripTrailingZeros().scale() <= 0;
    if (!whole || exact.abs().compareTo(BigDecimal.valueOf(MAX_SAFE)) > 0) {
      double rounded = exact.doubleValue();
      if (Double.isInfinite(rounded)) {
        throw new NumberFormatException("too large");
      }
      return rounded;
    }
    return narrow(exact.longValue());
  }

  /** An Integer if it fits, otherwise a Long. */
  static Number narrow(long value) {
    return value == (int) value ? (Number) (int) value : (Number) value;
  }
}
