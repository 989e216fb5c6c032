package io.rtmkit.server.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The memory of what a session sent: every field of the last answers, and no more of them. */
class SentMessagesTest {
  @Test
  void givesBackWhatItWasGiven() {
    SentMessages messages = new SentMessages(256);
    Outcome failed = new Outcome(-7, 65_535, "peerId: bob is away", 0, 1_764_000_000_000L);
    Outcome published = new Outcome(8, 0, "", 99, 1_764_000_000_001L, 512);
    messages.remember(failed);
    messages.remember(published);

    assertThat(messages.find(-7)).isEqualTo(failed);
    assertThat(messages.find(8)).isEqualTo(published);
    assertThat(messages.find(9)).isNull();
    assertThat(messages.find(0)).isNull();
  }

  @Test
  void remembersAReasonThatComesLate() {
    SentMessages messages = new SentMessages(256);
    for (long id = 1; id <= 20; id++) {
      messages.remember(new Outcome(id, id == 3 ? 2 : 0, id == 3 ? "why" : "", id, id));
    }

    assertThat(messages.find(3)).isEqualTo(new Outcome(3, 2, "why", 3, 3));
    assertThat(messages.find(2)).isEqualTo(new Outcome(2, 0, "", 2, 2));
  }

  @Test
  void forgetsTheOldest() {
    SentMessages messages = new SentMessages(6);
    for (long id = 1; id <= 50; id++) {
      messages.remember(new Outcome(id, 1, "no " + id, 0, id));
    }

    assertThat(messages.find(44)).isNull();
    for (long id = 45; id <= 50; id++) {
      assertThat(messages.find(id)).isEqualTo(new Outcome(id, 1, "no " + id, 0, id));
    }
  }

  @Test
  void countsWhatWaits() {
    SentMessages messages = new SentMessages(2);
    assertThat(messages.begin()).isTrue();
    assertThat(messages.begin()).isTrue();
    assertThat(messages.begin()).isFalse();

    messages.finish(new Outcome(1, 0, "", 0, 1));

    assertThat(messages.begin()).isTrue();
  }
}
