package io.rtmkit.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.port.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Tasks that a server does of its own accord: how many at once, and which are begun again. */
class PaceTest {
  private final List<CompletableFuture<Void>> begun = new ArrayList<>();

  private CompletableFuture<Void> task() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    begun.add(done);
    return done;
  }

  private void fail(int which, Throwable failure) {
    begun.get(which).completeExceptionally(failure);
  }

  @Test
  void only256TasksRunAtOnceAndEachThatEndsMakesRoom() {
    Pace pace = new Pace();
    for (int i = 0; i < 300; i++) {
      pace.run(this::task);
    }
    assertThat(begun).hasSize(256);
    begun.get(17).complete(null);
    fail(18, new IllegalStateException("for a test")); // is not repeated
    assertThat(begun).hasSize(258);
    for (int i = 0; i < begun.size(); i++) {
      begun.get(i).complete(null);
    }
    assertThat(begun).hasSize(300);
  }

  @Test
  void tasksThatAreDoneAtOnceDoNotPileUp() {
    Pace pace = new Pace();
    int[] done = {0};
    for (int i = 0; i < 256; i++) {
      pace.run(this::task);
    }
    for (int i = 0; i < 50_000; i++) {
      pace.run(
          () -> {
            done[0]++;
            return Futures.done();
          });
    }
    assertThat(done[0]).isZero();
    begun.get(0).complete(null);
    assertThat(done[0]).isEqualTo(50_000);
    pace.run(this::task);
    assertThat(begun).hasSize(257);
  }

  @Test
  void whatRedisDidNotDoIsBegunAgainAtTheNextTick() {
    Retries retries = new Retries();
    retries.run(this::task);
    retries.tick();
    assertThat(begun).hasSize(1); // is still on its way
    fail(0, StoreException.unknown("for a test", new IllegalStateException("no connection")));
    assertThat(begun).hasSize(1);
    assertThat(retries.waiting()).isEqualTo(1);
    retries.tick();
    retries.tick();
    assertThat(begun).hasSize(2);
    fail(1, new CompletionException(StoreException.refused("for a test")));
    retries.tick();
    begun.get(2).complete(null);
    retries.tick();
    assertThat(begun).hasSize(3);
    assertThat(retries.waiting()).isZero();
  }

  @Test
  void whatFailsAtOnceIsBegunOncePerTick() {
    Retries retries = new Retries();
    int[] tries = {0};
    retries.run(
        () -> {
          tries[0]++;
          return CompletableFuture.failedFuture(StoreException.refused("for a test"));
        });
    retries.tick();
    assertThat(tries[0]).isEqualTo(2);
    retries.tick();
    assertThat(tries[0]).isEqualTo(3);
  }

  @Test
  void aFaultIsNotRepeated() {
    Retries retries = new Retries();
    retries.run(this::task);
    retries.run(this::task);
    fail(0, new IllegalStateException("for a test"));
    fail(1, new CompletionException(new IllegalStateException("for a test")));
    retries.tick();
    assertThat(begun).hasSize(2);
  }
}
