package io.rtmkit.client.internal;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmClientListener;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Everything that the application is told, in order and one at a time. Any thread. */
final class Callbacks {
  // What may wait for a slow application before the client stops reading.
  private static final long ROOM_BYTES = 8L * 1024 * 1024;
  private static final int SMALL = 128;
  private static final long IDLE_SECONDS = 10;

  /** Something to tell the client's listener. */
  interface Event {
    void tell(RtmClientListener listener);
  }

  private final @Nullable RtmClientListener listener;
  private final @Nullable ThreadPoolExecutor ownThread;
  private final SerialExecutor executor;

  Callbacks(
      @Nullable RtmClientListener listener,
      @Nullable Executor given,
      String threadName,
      ClientLog log) {
    this.listener = listener;
    ownThread = given == null ? newThread(threadName) : null;
    executor = new SerialExecutor(given == null ? newTarget() : given, ROOM_BYTES, log);
  }

  <T> void succeed(@Nullable ResultCallback<T> callback, T result) {
    if (callback != null) {
      executor.execute(SMALL, () -> callback.onSuccess(result));
    }
  }

  void fail(@Nullable ResultCallback<?> callback, ErrorInfo error) {
    if (callback != null) {
      executor.execute(SMALL, () -> callback.onFailure(error));
    }
  }

  /** Tells the client's listener, if there is one. */
  void tell(Event event) {
    tell(SMALL, event);
  }

  void tell(int bytes, Event event) {
    RtmClientListener to = listener;
    if (to != null) {
      run(bytes, () -> event.tell(to));
    }
  }

  void run(int bytes, Runnable body) {
    executor.execute(SMALL + bytes, body);
  }

  /** Waits until the application has caught up. Never on the loop. */
  void awaitRoom() throws InterruptedException {
    executor.awaitRoom();
  }

  /** No more is to come: the thread ends when the last callback has run. */
  void close() {
    if (ownThread != null) {
      ownThread.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }
  }

  private Executor newTarget() {
    ThreadPoolExecutor thread = ownThread;
    return task -> {
      if (thread != null) {
        thread.execute(task);
      }
    };
  }

  // Never shut down: it ends by itself when idle, so that a call after release() is answered too.
  private static ThreadPoolExecutor newThread(String name) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
