package io.rtmkit.server.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.server.core.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Order, flushing and faults of a lane. */
class LaneTest {
  private final ManualLoop loop = new ManualLoop(0);
  private final List<String> ran = new ArrayList<>();

  @Test
  void runsTasksInTheirOrderAndNeverAtOnce() {
    loop.lane().execute(() -> ran.add("a"));
    loop.lane()
        .execute(
            () -> {
              loop.lane().execute(() -> ran.add("d"));
              ran.add("b");
            });
    loop.lane().execute(() -> ran.add("c"));
    assertThat(ran).isEmpty();
    loop.run();
    assertThat(ran).containsExactly("a", "b", "c", "d");
  }

  @Test
  void flushesEachLinkOnceATurn() {
    FakeLink link = new FakeLink(loop, new ManualClock());
    byte[] frame = Frames.encode(Envelope.newBuilder().setAck(Ack.getDefaultInstance()).build());
    for (int i = 0; i < 10; i++) {
      loop.lane().execute(() -> link.write(frame));
    }
    assertThat(link.received()).hasSize(10);
    // A fake link registers at each write; a real one once a turn. Either way nothing is left over.
    assertThat(link.flushes()).isEqualTo(10);
    loop.lane().execute(() -> ran.add("nothing written"));
    loop.run();
    assertThat(link.flushes()).isEqualTo(10);
  }

  @Test
  void flushesInBetweenWhenATurnWritesToMany() {
    Link link = new NamingLink(loop.lane(), ran);
    loop.lane()
        .execute(
            () -> {
              for (int i = 0; i < 300; i++) {
                link.write(new byte[] {1});
              }
              ran.add("written");
            });
    loop.run();
    List<String> flushes = ran.subList(256, 256 + 256);
    assertThat(flushes).containsOnly("flush");
    assertThat(ran.indexOf("written")).isEqualTo(300 + 256);
    assertThat(ran).hasSize(2 * 300 + 1);
  }

  @Test
  void writesAtOnceOnItsThreadWhileNothingWaits() {
    Lane here = new Lane(0, loop, () -> true, FakeLink.Joined::new);
    Link link = new NamingLink(here, ran);

    here.write(link, new byte[] {1});
    assertThat(ran).containsExactly("write 1");

    here.execute(() -> ran.add("task"));
    here.write(link, new byte[] {2});
    assertThat(ran).containsExactly("write 1");

    loop.run();
    assertThat(ran).containsExactly("write 1", "task", "write 2", "flush", "flush");
  }

  @Test
  void closesALinkThatCannotBeWrittenTo() {
    Lane here = new Lane(0, loop, () -> true, FakeLink.Joined::new);

    here.write(new NamingLink(here, ran), new byte[0]);

    assertThat(ran).containsExactly("close CLOSE_CODE_INTERNAL_ERROR");
  }

  /** Says what is done to it; cannot write an empty frame. */
  private record NamingLink(Lane lane, List<String> done) implements Link {
    @Override
    public void write(byte[] frame) {
      done.add("write " + frame[0]);
      lane.touched(this);
    }

    @Override
    public void write(JoinedFrames frames) {}

    @Override
    public void flush() {
      done.add("flush");
    }

    @Override
    public void close(CloseCode code, String reason) {
      done.add("close " + code);
    }

    @Override
    public long lastReadNanos() {
      return 0;
    }

    @Override
    public String remoteAddress() {
      return "here";
    }
  }

  @Test
  void survivesTasksThatThrow() {
    loop.lane()
        .execute(
            () -> {
              throw new IllegalStateException("on purpose");
            });
    loop.lane()
        .execute(
            () -> {
              throw new OutOfMemoryError("on purpose");
            });
    loop.lane().execute(() -> ran.add("after"));
    loop.run();
    assertThat(ran).containsExactly("after");
  }

  @Test
  void runsMoreTasksThanOneTurnTakes() {
    for (int i = 0; i < 10_000; i++) {
      String name = Integer.toString(i);
      loop.lane().execute(() -> ran.add(name));
    }
    loop.run();
    assertThat(ran).hasSize(10_000).startsWith("0", "1").endsWith("9999");
  }

  @Test
  void forgetsNothingWhenManyThreadsGiveTasks() throws InterruptedException {
    ExecutorService eventLoop = Executors.newSingleThreadExecutor();
    Lane lane = new Lane(0, eventLoop, () -> false, FakeLink.Joined::new);
    ConcurrentLinkedQueue<Integer> seen = new ConcurrentLinkedQueue<>();
    CountDownLatch all = new CountDownLatch(40_000);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int from = t * 10_000;
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  int n = from + i;
                  lane.execute(
                      () -> {
                        seen.add(n);
                        all.countDown();
                      });
                }
              }));
    }
    threads.forEach(Thread::start);
    assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
    eventLoop.shutdown();
    assertThat(seen).hasSize(40_000);
    for (int t = 0; t < 4; t++) {
      int from = t * 10_000;
      assertThat(seen.stream().filter(n -> n / 10_000 == from / 10_000)).isSorted();
    }
  }
}
