package io.rtmkit.server.redis;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.lettuce.core.resource.Delay;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The thread of all connections of a link: what comes over one of them can go on over another, or
 * to whoever waits, without a change of threads, which costs more than the work. Thread-safe.
 */
final class RedisThread {
  private static final int HELPERS = 2;

  /** Keeps the thread that the client takes from it. */
  private static final class OneLoop extends DefaultEventLoopGroupProvider {
    private volatile @Nullable Executor loop;

    OneLoop() {
      super(1);
    }

    @Override
    public <T extends EventLoopGroup> T allocate(Class<T> type) {
      T group = super.allocate(type);
      loop = group.next();
      return group;
    }
  }

  private final OneLoop loops = new OneLoop();
  private final ClientResources resources =
      ClientResources.builder()
          .eventLoopGroupProvider(loops)
          .computationThreadPoolSize(HELPERS)
          .reconnectDelay(Delay.fullJitter(50, 1_000, 50, TimeUnit.MILLISECONDS))
          .build();

  ClientResources resources() {
    return resources;
  }

  /** Runs tasks on the thread; there is one as soon as something is connected. */
  Executor executor() {
    Executor loop = loops.loop;
    if (loop == null) {
      throw new IllegalStateException("nothing is connected yet");
    }
    return loop;
  }

  /** Ends the thread, in its own time. */
  void close() {
    resources.shutdown(0, 1, TimeUnit.SECONDS);
    loops.shutdown(0, 1, TimeUnit.SECONDS);
  }

  /** Ends the thread, and waits for that. */
  void close(long waitMs) throws InterruptedException, ExecutionException, TimeoutException {
    resources.shutdown(0, 1, TimeUnit.SECONDS).get(waitMs, TimeUnit.MILLISECONDS);
    loops.shutdown(0, 1, TimeUnit.SECONDS).get(waitMs, TimeUnit.MILLISECONDS);
  }
}
