package io.rtmkit.uniapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link Numbers}. */
final class NumbersTest {
  @Test
  void whatever_the_class_the_text_is_that_of_javascript() {
    for (Number five : new Number[] {5, 5L, 5.0, 5f, new BigDecimal("5.00")}) {
      assertThat(Numbers.toText(five)).isEqualTo("5");
    }
    assertThat(Numbers.toText(new BigDecimal("-0.250"))).isEqualTo("-0.25");
    assertThat(Numbers.toText(0.0)).isEqualTo("0");
    assertThat(Numbers.toText(1e300)).isEqualTo("1E+300");
    assertThat(Numbers.toText(new BigDecimal("1e999999999"))).hasSizeLessThan(20);
  }

  @ParameterizedTest
  @CsvSource({
    "23, java.lang.Integer",
    "23.0, java.lang.Integer",
    "2e3, java.lang.Integer",
    "3000000000, java.lang.Long",
    "9007199254740991, java.lang.Long",
    "9007199254740993, java.lang.Double",
    "0.5, java.lang.Double",
    "1e300, java.lang.Double",
  })
  void what_crosses_to_javascript_is_exact_there(String text, String type) {
    assertThat(Numbers.parse(text).getClass().getName()).isEqualTo(type);
  }

  @Test
  void what_javascript_has_no_number_for_is_none() {
    for (String text : new String[] {"1e400", "-1e400", "1e999999999"}) {
      assertThatThrownBy(() -> Numbers.parse(text)).isInstanceOf(NumberFormatException.class);
    }
    assertThat(Numbers.parse("1e-400")).isEqualTo(0.0);
  }
}
