package io.rtmkit.uniapp;

import com.taobao.weex.bridge.JSCallback;
import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.ResultCallback;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one call: has every documented key from the start, and goes to JavaScript once. Its
 * values are String, Boolean, Integer, Long, Double, List and Map only, never null: all else is
 * lost or changed on the way. Any thread, one at a time.
 */
final class Answer {
  private final @Nullable JSCallback callback;
  private final AtomicBoolean given = new AtomicBoolean();
  private final Map<String, Object> data;

  Answer(@Nullable JSCallback callback, Map<String, Object> empty) {
    this.callback = callback;
    data = new HashMap<>(empty);
  }

  /** Fills an answer from what the SDK brought. */
  interface Filler<T> {
    void fill(Answer answer, T result);
  }

  Answer put(String key, Object value) {
    data.put(key, value);
    return this;
  }

  void succeed() {
    give(0, "");
  }

  void fail(int code, String message) {
    give(code, message);
  }

  /** Success without data, or why not. */
  ResultCallback<Void> whenDone() {
    return when((answer, nothing) -> {});
  }

  /** Success with data, or why not. */
  <T> ResultCallback<T> when(Filler<T> filler) {
    return new ResultCallback<T>() {
      @Override
      public void onSuccess(T result) {
        filler.fill(Answer.this, result);
        succeed();
      }

      @Override
      public void onFailure(ErrorInfo error) {
        fail(error.getErrorCode(), error.getErrorDescription());
      }
    };
  }

  /** Answers with a code and, also for code 0, something to say. */
  void give(int code, String message) {
    if (callback != null && given.compareAndSet(false, true)) {
      data.put("code", code);
      data.put("message", message);
      callback.invoke(data);
    }
  }
}
