package io.rtmkit.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A payload is read back as it was written, or not at all. */
class PayloadTest {
  private static final MessageId ID = MessageId.toChannel("alice", "room", 7);

  @Test
  void readsWhatItWrote() {
    Payload payload = new Payload("run", ID);
    assertThat(payload.text()).isEqualTo("run|alice|#room|7|0a5088d4");
    assertThat(Payload.parse(payload.text())).isEqualTo(payload);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run|alice|#room|8|0a5088d4", "run|alice|#room|7|0a5088d5", "", "hello"})
  void readsNothingElse(String text) {
    assertThat(Payload.parse(text)).isNull();
  }

  @Test
  void everyChangedCharacterIsNoticed() {
    String text = new Payload("run", ID).text();
    for (int i = 0; i < text.length(); i++) {
      String changed = text.substring(0, i) + "x" + text.substring(i + 1);
      assertThat(Payload.parse(changed)).as(changed).isNull();
    }
  }

  @Test
  void refusesIdsThatWouldRunIntoEachOther() {
    assertThatThrownBy(() -> new Payload("run", MessageId.toPeer("a|b", "c", 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
