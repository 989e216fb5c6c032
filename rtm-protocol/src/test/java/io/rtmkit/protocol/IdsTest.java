package io.rtmkit.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for ids, at their edges. */
class IdsTest {
  private static final String ALLOWED =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !#$%&()+-:;<=.>?@[]^_{}|~,";

  @Test
  void allowsExactlyTheCharactersOfTheApi() {
    assertThat(ALLOWED).hasSize(89);
    for (char c = 0; c < 300; c++) {
      String problem = Ids.findUserIdProblem("userId", "x" + c);
      if (ALLOWED.indexOf(c) >= 0) {
        assertThat(problem).as("character %d", (int) c).isNull();
      } else {
        assertThat(problem).as("character %d", (int) c).contains("userId", "character 2");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", " leading space", "nullx", "NULL", "{}", "12345"})
  void allowsWhatLooksOddButIsGood(String id) {
    assertThat(Ids.findUserIdProblem("userId", id)).isNull();
    assertThat(Ids.findChannelIdProblem("channelId", id)).isNull();
  }

  @Test
  void has64BytesAtMost() {
    assertThat(Ids.findUserIdProblem("peerId", "x".repeat(64))).isNull();
    assertThat(Ids.findUserIdProblem("peerId", "x".repeat(65)))
        .isEqualTo("peerId: has 65 bytes, at most 64 are allowed");
    assertThat(Ids.findChannelIdProblem("channelId", "x".repeat(65))).contains("65", "64");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``, is empty",
        "null, may not be the word null",
        "a*b, '*'",
        "a\"b, '\"'",
        "\u00e9, code 233",
        "a/b, '/'",
        "a\\b, '\\'"
      })
  void saysWhatIsWrong(String id, String said) {
    assertThat(Ids.findUserIdProblem("userId", id)).startsWith("userId: ").contains(said);
    assertThat(Ids.findChannelIdProblem("channelId", id)).contains(said);
  }

  @Test
  void nullIsEmpty() {
    assertThat(Ids.findUserIdProblem("userId", null)).isEqualTo("userId: is empty");
    assertThat(Ids.findAppIdProblem("appId", null)).isEqualTo("appId: is empty");
  }

  @Test
  void appIdsHave32VisibleCharacters() {
    assertThat(Ids.findAppIdProblem("appId", "0123456789abcdef0123456789ABCDE~")).isNull();
    assertThat(Ids.findAppIdProblem("appId", "x".repeat(31)))
        .isEqualTo("appId: has 31 characters, must have 32");
    assertThat(Ids.findAppIdProblem("appId", "x".repeat(33))).contains("33");
    assertThat(Ids.findAppIdProblem("appId", "x".repeat(31) + " ")).contains("character 32");
    assertThat(Ids.findAppIdProblem("appId", "x".repeat(31) + "é")).contains("character 32");
  }
}
