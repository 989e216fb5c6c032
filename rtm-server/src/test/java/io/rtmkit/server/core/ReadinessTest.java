package io.rtmkit.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** When clients should be sent to a server. */
class ReadinessTest {
  private List<String> problems = List.of();
  private final Readiness readiness = new Readiness(() -> problems);

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
  void whatIsWrongOutsideIsTold() {
    readiness.started();
    problems = List.of("store: the disk is full", "cluster: deaf");
    assertThat(readiness.problems()).containsExactly("store: the disk is full", "cluster: deaf");
    assertThat(readiness.isDraining()).isFalse();
    problems = List.of();
    assertThat(readiness.isReady()).isTrue();
  }
}
