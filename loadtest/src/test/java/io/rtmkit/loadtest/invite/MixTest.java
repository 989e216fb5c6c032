package io.rtmkit.loadtest.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The kinds of calls. */
class MixTest {
  @Test
  void aHundredCallsAreOfTheMix() {
    Mix mix = Mix.parse("60:30:10");
    Map<InviteCall.Plan, Integer> counts = new EnumMap<>(InviteCall.Plan.class);
    for (int i = 0; i < 100; i++) {
      counts.merge(mix.plan(i), 1, Integer::sum);
    }
    assertThat(counts)
        .containsEntry(InviteCall.Plan.ACCEPT, 60)
        .containsEntry(InviteCall.Plan.REFUSE, 30)
        .containsEntry(InviteCall.Plan.CANCEL, 10);
  }

  @Test
  void refusesWhatIsNoMix() {
    assertThatThrownBy(() -> Mix.parse("60:30:20")).hasMessageContaining("--mix");
    assertThatThrownBy(() -> Mix.parse("all")).hasMessageContaining("--mix");
  }
}
