package io.rtmkit.server.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a session sends takes effect in its order, whatever waits for the store. */
class SendOrderTest {
  private final SendOrder order = new SendOrder();
  private final List<String> done = new ArrayList<>();
  private final List<String> begun = new ArrayList<>();
  private final Deque<SendOrder.Turn> storing = new ArrayDeque<>();

  private void store(String name) {
    order.begin(
        turn -> {
          begun.add(name);
          storing.add(turn);
        });
  }

  private void stored(String name) {
    storing.remove().ready(() -> done.add(name));
  }

  @Test
  void whileNothingWaitsThingsAreDoneAtOnce() {
    order.run(() -> done.add("a"));
    assertThat(done).containsExactly("a");
  }

  @Test
  void whatComesBehindSomethingThatIsStoredWaitsForIt() {
    store("kept");
    order.run(() -> done.add("plain"));
    assertThat(done).isEmpty();
    stored("kept");
    assertThat(done).containsExactly("kept", "plain");
    order.run(() -> done.add("later"));
    assertThat(done).endsWith("later");
  }

  @Test
  void theNextIsBegunWhenTheOneBeforeIsDone() {
    store("one");
    store("two");
    assertThat(begun).containsExactly("one");
    stored("one");
    assertThat(begun).containsExactly("one", "two");
    order.run(() -> done.add("plain"));
    stored("two");
    assertThat(done).containsExactly("one", "two", "plain");
  }

  @Test
  void whatIsReadyAtOnceKeepsNobodyWaiting() {
    order.begin(turn -> turn.ready(() -> done.add("kept")));
    order.run(() -> done.add("plain"));
    assertThat(done).containsExactly("kept", "plain");
  }

  @Test
  void anExecutorTakesItsTimeAndTheRestWaitsForIt() {
    Deque<Runnable> lane = new ArrayDeque<>();
    order.begin(turn -> turn.ready(lane::add, () -> done.add("on the lane")));
    order.run(() -> done.add("behind"));
    assertThat(done).isEmpty();
    lane.remove().run();
    assertThat(done).containsExactly("on the lane", "behind");
  }

  @Test
  void whatFailsDoesNotStopTheRest() {
    store("kept");
    order.run(
        () -> {
          throw new IllegalStateException("a fault");
        });
    order.run(() -> done.add("plain"));
    stored("kept");
    assertThat(done).containsExactly("kept", "plain");
  }

  @Test
  void manyThreadsAreReadyAndTheOrderStays() throws Exception {
    int count = 2_000;
    CountDownLatch all = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      String name = Integer.toString(i);
      Runnable action =
          () -> {
            done.add(name);
            all.countDown();
          };
      if (i % 3 == 0) {
        order.begin(turn -> new Thread(() -> turn.ready(action)).start());
      } else {
        order.run(action);
      }
    }
    assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      expected.add(Integer.toString(i));
    }
    assertThat(done).isEqualTo(expected);
  }
}
