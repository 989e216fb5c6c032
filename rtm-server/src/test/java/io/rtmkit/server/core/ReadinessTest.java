package io.rtmkit.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When clients should be sent to a server. */
class ReadinessTest {
  private String problem = "";
  private final Readiness readiness = new Readiness(() -> problem);

  @Test
  void isReadyFromTheStartToTheDrain() {
    assertThat(readiness.problems()).containsExactly("starting");
    assertThat(readiness.isReady()).isFalse();
    readiness.started();
    assertThat(readiness.isReady()).isTrue();
    readiness.drain();
    assertThat(readiness.problems()).containsExactly("draining");
    assertThat(readiness.isDraining()).isTrue();
    readiness.started();
    assertThat(readiness.isReady()).as("there is no way back").isFalse();
  }

  @Test
  void aStoreThatTakesNothingIsTold() {
    readiness.started();
    problem = "the disk is full";
    assertThat(readiness.problems()).containsExactly("store: the disk is full");
    assertThat(readiness.isDraining()).isFalse();
    problem = "";
    assertThat(readiness.isReady()).isTrue();
  }
}
