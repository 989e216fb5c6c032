package io.rtmkit.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One after the other, and together what waits. One thread. */
class KeyedChainTest {
  private record Run(String key, List<Integer> items, CompletableFuture<Void> done) {}

  private final List<Run> runs = new ArrayList<>();
  private boolean atOnce;

  private final KeyedChain<String, Integer> chain =
      new KeyedChain<>(
          new KeyedChain.Step<>() {
            @Override
            public CompletableFuture<?> run(String key, List<Integer> items) {
              Run run = new Run(key, List.copyOf(items), new CompletableFuture<>());
              runs.add(run);
              if (atOnce) {
                run.done().complete(null);
              }
              return run.done();
            }

            @Override
            public boolean isJoinable(Integer first, Integer next) {
              return first % 2 == next % 2;
            }

            @Override
            public int size(Integer item) {
              return item < 1_000 ? 1 : 200 << 10;
            }
          },
          64);

  private List<List<Integer>> items() {
    return runs.stream().map(Run::items).toList();
  }

  @Test
  void whatWaitsIsDoneTogetherAsFarAsItFits() {
    for (int item : new int[] {1, 3, 5, 2, 4, 7}) {
      chain.add("a", item);
    }
    assertThat(items()).containsExactly(List.of(1));
    for (int i = 0; i < runs.size(); i++) {
      runs.get(i).done().complete(null);
    }

    assertThat(items()).containsExactly(List.of(1), List.of(3, 5), List.of(2, 4), List.of(7));
    assertThat(chain.isBusy("a")).isFalse();
  }

  @Test
  void keysDoNotWaitForEachOther() {
    chain.add("a", 1);
    chain.add("b", 1);

    assertThat(runs).extracting(Run::key).containsExactly("a", "b");
    assertThat(chain.isBusy("a")).isTrue();
  }

  @Test
  void notTooMuchGoesTogether() {
    chain.add("a", 1);
    for (int i = 0; i < 100; i++) {
      chain.add("a", 1);
    }
    for (int i = 0; i < 3; i++) {
      chain.add("b", 1_001);
    }
    runs.get(0).done().complete(null);
    runs.get(1).done().complete(null);

    assertThat(runs.get(2).items()).hasSize(64);
    assertThat(runs.get(3).items()).containsExactly(1_001, 1_001);
  }

  @Test
  void manyThatEndAtOnceDoNotPileUp() {
    chain.add("a", 1);
    for (int i = 0; i < 100_000; i++) {
      chain.add("a", i % 2);
    }
    atOnce = true;
    runs.get(0).done().complete(null);

    assertThat(chain.isBusy("a")).isFalse();
    assertThat(runs).hasSizeGreaterThan(90_000);
  }

  @Test
  void aStepThatFailsDoesNotStopTheNext() {
    chain.add("a", 1);
    chain.add("a", 3);
    runs.get(0).done().completeExceptionally(new IllegalStateException());

    assertThat(items()).containsExactly(List.of(1), List.of(3));
  }
}
