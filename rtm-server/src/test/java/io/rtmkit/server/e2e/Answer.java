package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.ResultCallback;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a call of the SDK was answered.
 *
 * @param code 0 for success
 * @param result of a success
 * @param text of a failure, empty for a success
 */
public record Answer<T>(int code, @Nullable T result, String text) {
  private static final long PATIENCE_SECONDS = 60;

  /** Starts a call. */
  public static <T> CompletableFuture<Answer<T>> start(Consumer<ResultCallback<T>> call) {
    CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
    call.accept(
        new ResultCallback<>() {
          @Override
          public void onSuccess(T result) {
            complete(new Answer<>(0, result, ""));
          }

          @Override
          public void onFailure(ErrorInfo error) {
            assertThat(error.getErrorDescription()).isNotEmpty();
            complete(new Answer<>(error.getErrorCode(), null, error.getErrorDescription()));
          }

          private void complete(Answer<T> given) {
            assertThat(answer.complete(given)).as("answered once").isTrue();
          }
        });
    return answer;
  }

  /** Makes a call and waits for its answer. */
  public static <T> Answer<T> of(Consumer<ResultCallback<T>> call) {
    return await(start(call));
  }

  public static <T> T await(CompletableFuture<T> answer) {
    return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** The result of a call that must not fail. */
  public T orFail() {
    assertThat(code).as(text).isZero();
    return result;
  }

  /** Expects a failure with this code, whose text says all of this. */
  public void expectRefusal(int expected, String... said) {
    assertThat(code).as(text).isEqualTo(expected);
    for (String each : said) {
      assertThat(text).contains(each);
    }
  }
}
