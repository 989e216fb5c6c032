package io.rtmkit.server.transport;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads like those of the event loops for JMH to run benchmarks on: on others Netty pools
 * nothing.
 */
public final class LoopThreads extends ThreadPoolExecutor {
  /** Chooses these threads, as an option of the benchmark's virtual machine. */
  static final String CUSTOM = "-Djmh.executor=CUSTOM";

  static final String CLASS = "-Djmh.executor.class=io.rtmkit.server.transport.LoopThreads";

  /** Called by JMH. */
  public LoopThreads(int most, String name) {
    super(
        most,
        most,
        1,
        TimeUnit.MINUTES,
        new LinkedBlockingQueue<>(),
        new DefaultThreadFactory(name));
  }
}
