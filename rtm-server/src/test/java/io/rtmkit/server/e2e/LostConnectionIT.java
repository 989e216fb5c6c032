package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A client loses its connection and comes back: it has seen everything once, and nobody saw it go.
 */
class LostConnectionIT {
  private static final int MESSAGES = 1_000;
  private static final long CUT_SECONDS = 10;

  private TestServer server;
  private FaultProxy proxy;
  private SdkUser sender;
  private SdkUser receiver;
  private SdkUser watcher;

  @BeforeEach
  void start() {
    server = TestServer.start(Map.of("rates.message", "2000/1s"));
    proxy = new FaultProxy(server.port());
    sender = SdkUser.login("sender", server.address());
    watcher = SdkUser.login("watcher", server.address());
    receiver = SdkUser.login("receiver", proxy.address());
  }

  @AfterEach
  void stop() {
    sender.close();
    receiver.close();
    watcher.close();
    proxy.close();
    server.close();
  }

  @Test
  void aCutOfTenSecondsInTheMiddleOfTheStreamLosesNothing() throws InterruptedException {
    RtmChannel room = sender.join("room");
    watcher.join("room");
    receiver.join("room");
    List<CompletableFuture<Integer>> toPeer = new ArrayList<>();
    List<CompletableFuture<Integer>> toChannel = new ArrayList<>();
    sendSpread(toPeer, toChannel, room, 200);
    receiver.await(200, "peer");
    proxy.set(FaultProxy.Mode.REFUSE);
    Thread back = comeBackAfter(Duration.ofSeconds(CUT_SECONDS));
    sendSpread(toPeer, toChannel, room, MESSAGES - 200);
    back.join();

    toChannel.forEach(code -> assertThat(SdkUser.await(code)).isZero());
    receiver.await(MESSAGES, "channel");
    receiver.await(MESSAGES, "peer");
    assertThat(receiver.events("channel")).containsExactlyElementsOf(texts("channel sender: "));
    assertThat(receiver.events("peer")).containsExactlyElementsOf(texts("peer sender: "));
    // Some were answered "not acknowledged in time"; whatever was answered 0 or not has arrived.
    toPeer.forEach(code -> assertThat(SdkUser.await(code)).isIn(0, 2));
    assertThat(receiver.events("missed")).isEmpty();
    assertThat(receiver.events("state")).endsWith("state 4/5", "state 3/2");
    assertThat(watcher.events("left")).isEmpty();
    assertThat(watcher.events("joined")).containsExactly("joined receiver");
  }

  /** About a hundred messages of each kind a second, so that the cut falls into the stream. */
  private void sendSpread(
      List<CompletableFuture<Integer>> toPeer,
      List<CompletableFuture<Integer>> toChannel,
      RtmChannel room,
      int count)
      throws InterruptedException {
    ScheduledExecutorService pace = new ScheduledThreadPoolExecutor(1);
    AtomicInteger next = new AtomicInteger(toPeer.size());
    int end = toPeer.size() + count;
    CountDownLatch done = new CountDownLatch(1);
    pace.scheduleAtFixedRate(
        () -> {
          int i = next.getAndIncrement();
          if (i < end) {
            toPeer.add(sender.toPeer("receiver", "m" + i));
            toChannel.add(sender.toChannel(room, "m" + i));
          } else {
            done.countDown();
          }
        },
        0,
        12,
        TimeUnit.MILLISECONDS);
    done.await();
    pace.shutdownNow();
  }

  private Thread comeBackAfter(Duration cut) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Thread.sleep(cut.toMillis()); // the length of the cut is what is tested
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              proxy.set(FaultProxy.Mode.PASS);
            });
    thread.start();
    return thread;
  }

  private static List<String> texts(String prefix) {
    return IntStream.range(0, MESSAGES).mapToObj(i -> prefix + "m" + i).toList();
  }

  @Test
  void whoOnlyReceivesIsNotTakenForLost() {
    Map<String, String> hasty =
        Map.of(
            "session.heartbeat-interval", "1s",
            "session.interrupted-after", "3s",
            "session.unreachable-after", "4s",
            "session.grace", "6s",
            "rates.message", "100000/1s",
            "rates.frames", "100000/1s");
    try (TestServer quick = TestServer.start(hasty);
        SdkUser speaker = SdkUser.login("speaker", quick.address());
        SdkUser listener = SdkUser.login("listener", quick.address())) {
      RtmChannel room = speaker.join("room");
      listener.join("room");
      long end = System.nanoTime() + Duration.ofSeconds(7).toNanos();
      int messages = 0;
      while (System.nanoTime() < end) {
        assertThat(SdkUser.await(speaker.toChannel(room, "m" + messages++))).isZero();
        listener.await(messages, "channel");
      }
      assertThat(listener.events("state")).containsExactly("state 2/1", "state 3/2");
      assertThat(speaker.events("left")).isEmpty();
    }
  }

  @Test
  void aNetworkThatSwallowsEverythingIsNoticedInFourSeconds() {
    long start = System.nanoTime();
    proxy.set(FaultProxy.Mode.SWALLOW);
    receiver.await("state 4/5");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    int before = receiver.events("state").size();
    proxy.set(FaultProxy.Mode.PASS);
    proxy.cut();
    receiver.await(before + 1, "state");
    assertThat(receiver.events("state").get(before)).isEqualTo("state 3/2");
    assertThat(SdkUser.await(sender.toPeer("receiver", "welcome back"))).isZero();
  }

  @Test
  void connectionsThatBreakAllTheTimeLoseAndDoubleNothing() {
    RtmChannel room = sender.join("room");
    receiver.join("room");
    for (int i = 0; i < 300; i++) {
      sender.toPeer("receiver", "m" + i);
      sender.toChannel(room, "m" + i);
      if (i % 30 == 29) {
        receiver.await((i / 30) * 10 + 1, "peer");
        proxy.cut();
      }
    }
    receiver.await(300, "peer");
    receiver.await(300, "channel");
    assertThat(receiver.events("peer")).hasSize(300).doesNotHaveDuplicates();
    assertThat(receiver.events("channel")).hasSize(300).doesNotHaveDuplicates();
    assertThat(receiver.events("peer").get(299)).isEqualTo("peer sender: m299");
  }
}
