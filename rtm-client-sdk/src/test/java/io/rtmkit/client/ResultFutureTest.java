package io.rtmkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A future is answered once, well or not. */
class ResultFutureTest {
  private final ResultFuture<String> future = new ResultFuture<>();

  @Test
  void bringsWhatASuccessBrings() throws Exception {
    assertThat(future.isDone()).isFalse();
    CompletableFuture<String> waiting = CompletableFuture.supplyAsync(this::await);
    future.onSuccess("brought");
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("brought");
    assertThat(future.isDone()).isTrue();
    assertThat(future.get(0, TimeUnit.SECONDS)).isEqualTo("brought");
  }

  private String await() {
    try {
      return future.get();
    } catch (RtmException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSuccessMayBringNothing() throws Exception {
    ResultFuture<Void> nothing = new ResultFuture<>();
    nothing.onSuccess(null);
    assertThat(nothing.get()).isNull();
  }

  @Test
  void throwsWhatAFailureSays() {
    future.onFailure(new ErrorInfo(7, "message: at most 32768 bytes"));
    assertThatThrownBy(future::get)
        .isInstanceOfSatisfying(RtmException.class, e -> assertThat(e.getErrorCode()).isEqualTo(7))
        .hasMessage("code 7: message: at most 32768 bytes");
    assertThat(future.isDone()).isTrue();
  }

  @Test
  void waitsNoLongerThanAsked() throws Exception {
    assertThatThrownBy(() -> future.get(1, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("no answer within 1 MILLISECONDS");
    future.onSuccess("late");
    assertThat(future.get()).isEqualTo("late");
  }
}
