package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The end of the loop: what was accepted runs, what was not is refused. */
class ClientLoopTest {
  private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();
  private final OldExecutor executor = new OldExecutor();
  private final ClientLoop loop = new ClientLoop(executor, new ClientLog());

  @Test
  void acceptedTasksRunAndLaterOnesAreRefused() throws Exception {
    CountDownLatch mayGoOn = new CountDownLatch(1);
    loop.execute(() -> awaitQuietly(mayGoOn));
    loop.schedule(60_000, () -> ran.add("timer"));
    assertThat(loop.execute(() -> ran.add("accepted"))).isTrue();
    loop.shutdown();
    loop.shutdown();
    assertThat(loop.execute(() -> ran.add("late"))).isFalse();
    loop.schedule(0, () -> ran.add("late timer")).cancel();
    mayGoOn.countDown();
    assertThat(executor.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    assertThat(ran).containsExactly("accepted");
  }

  @Test
  void taskMayEndTheLoopBeforeOthersThatWait() throws Exception {
    CountDownLatch mayGoOn = new CountDownLatch(1);
    loop.execute(
        () -> {
          awaitQuietly(mayGoOn);
          loop.shutdown();
        });
    loop.execute(() -> ran.add("accepted"));
    mayGoOn.countDown();
    assertThat(executor.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    assertThat(ran).containsExactly("accepted");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends as that of Java 8 does: everything that is queued is lost, delayed or not. */
  private static final class OldExecutor extends ScheduledThreadPoolExecutor {
    OldExecutor() {
      super(1);
    }

    @Override
    public void shutdown() {
      getQueue().clear();
      super.shutdown();
    }
  }
}
