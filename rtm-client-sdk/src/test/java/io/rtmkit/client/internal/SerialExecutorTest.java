package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of callbacks when the application's executor fails. */
class SerialExecutorTest {
  private static final int ROOM_BYTES = 100;

  private final List<String> told = new ArrayList<>();
  private final Failing target = new Failing();
  private final SerialExecutor executor = new SerialExecutor(target, ROOM_BYTES, new ClientLog());

  @Test
  void errorOfTheExecutorDelaysCallbacksButLosesNone() {
    target.error = new OutOfMemoryError("thrown on purpose by a test");
    tell(10, "first");
    assertThat(told).isEmpty();
    target.error = null;
    tell(10, "second");
    tell(10, "third");
    assertThat(told).containsExactly("first", "second", "third");
  }

  @Test
  @Timeout(5)
  void errorsThatGoOnNeitherFillTheMemoryNorStopTheReader() throws Exception {
    target.error = new OutOfMemoryError("thrown on purpose by a test");
    tell(60, "first");
    tell(60, "second");
    executor.awaitRoom();
    target.error = null;
    tell(60, "third");
    assertThat(told).containsExactly("third");
  }

  @Test
  void refusedCallbacksAreDropped() {
    target.refuses = true;
    tell(10, "first");
    target.refuses = false;
    tell(10, "second");
    assertThat(told).containsExactly("second");
  }

  private void tell(int bytes, String text) {
    try {
      executor.execute(bytes, () -> told.add(text));
    } catch (Error escaped) {
      told.add("escaped: " + escaped);
    }
  }

  /** Runs tasks at once, or fails as it is told. */
  private static final class Failing implements Executor {
    private Error error;
    private boolean refuses;

    @Override
    public void execute(Runnable task) {
      if (error != null) {
        throw error;
      }
      if (refuses) {
        throw new RejectedExecutionException("refused on purpose by a test");
      }
      task.run();
    }
  }
}
