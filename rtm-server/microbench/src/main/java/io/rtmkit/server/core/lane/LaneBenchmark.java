package io.rtmkit.server.core.lane;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.rtmkit.server.HotPathBenchmark;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The hand-over of one task to a lane, until it has run. Its links are written to by nobody: the
 * flushes are measured with the channels. The benchmark's thread waits for those of a real loop.
 */
public class LaneBenchmark extends HotPathBenchmark {
  private static final int BURST = 64;

  /** Long, so that the waiting at its end does not count. */
  private static final int LONG_BURST = 4096;

  private static final JoinedFrames NOTHING = () -> {};

  private final HeldLoop held = new HeldLoop();
  private final Lane inline = new Lane(0, Runnable::run, () -> false, frames -> NOTHING);

  // Made once: what the caller allocates is not the lane's.
  private final Runnable count = this::count;
  private final Runnable finish = this::finish;
  private final Runnable giveNext = this::giveNext;

  private EventLoopGroup loop;
  private Lane netty;
  private long counted;
  private int left;
  private volatile boolean done;

  @Setup
  public void open() {
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    loop = new MultiThreadIoEventLoopGroup(1, io);
    netty = new Lane(0, loop.next(), loop.next()::inEventLoop, frames -> NOTHING);
  }

  @TearDown
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** A turn for each task, on the caller's thread. */
  @Benchmark
  public long inline() {
    inline.execute(count);
    return counted;
  }

  /** One turn for many tasks, on the caller's thread. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public long inlineBurst() {
    for (int i = 0; i < BURST; i++) {
      held.lane().execute(count);
    }
    held.run();
    return counted;
  }

  /** The loop's own thread gives many tasks, as when it reads a full buffer. */
  @Benchmark
  @OperationsPerInvocation(LONG_BURST)
  public void nettyOwnThreadBurst() {
    done = false;
    loop.execute(this::giveLongBurst);
    await();
  }

  private void giveLongBurst() {
    for (int i = 1; i < LONG_BURST; i++) {
      netty.execute(count);
    }
    netty.execute(finish);
  }

  /** Each task gives the next one. */
  @Benchmark
  @OperationsPerInvocation(LONG_BURST)
  public void nettyOwnThreadChain() {
    done = false;
    left = LONG_BURST;
    netty.execute(giveNext);
    await();
  }

  private void giveNext() {
    if (--left > 0) {
      netty.execute(giveNext);
    } else {
      finish();
    }
  }

  /** Another thread gives many tasks, and the loop may run them meanwhile. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void nettyOtherThreadBurst() {
    done = false;
    for (int i = 1; i < BURST; i++) {
      netty.execute(count);
    }
    netty.execute(finish);
    await();
  }

  /** Another thread wakes the loop for one task; the way there and the news of it. */
  @Benchmark
  public void nettyOtherThreadOne() {
    done = false;
    netty.execute(finish);
    await();
  }

  private void count() {
    counted++;
  }

  private void finish() {
    done = true;
  }

  private void await() {
    while (!done) {
      Thread.onSpinWait();
    }
  }
}
