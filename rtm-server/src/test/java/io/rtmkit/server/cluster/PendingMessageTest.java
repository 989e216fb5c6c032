package io.rtmkit.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.peer.RoutedMessage;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.UserKey;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is known of a message on its way. One thread. */
class PendingMessageTest {
  private final PendingMessage message =
      new PendingMessage(
          1,
          (RoutedMessage)
              Proxy.newProxyInstance(
                  RoutedMessage.class.getClassLoader(),
                  new Class<?>[] {RoutedMessage.class},
                  (proxy, method, arguments) -> {
                    throw new AssertionError(method);
                  }),
          null,
          new PairStreams().next(new UserKey("app", "a"), new UserKey("app", "b"), false),
          TimeUnit.SECONDS.toNanos(10));

  @Test
  void isUnderWayUntilEachServerHasSaidSo() {
    assertThat(message.isSent()).isFalse();
    assertThat(message.onSent("one")).as("was sent before").isFalse();
    assertThat(message.onSent("two")).isTrue();
    assertThat(message.isSent()).isTrue();
    assertThat(message.underWay()).containsExactlyInAnyOrder("one", "two");
    message.onNotThere("one", false);
    message.onNotThere("three", false);
    assertThat(message.underWay()).containsExactly("two");
    assertThat(message.isMaybeArrived()).isFalse();
    message.onNotThere("two", true);
    assertThat(message.underWay()).isEmpty();
    assertThat(message.isMaybeArrived()).isTrue();
  }

  @Test
  void eachCopyIsAnsweredButThoseOfAClientThatHadOne() {
    message.onSent("one");
    message.onSent("one");
    message.onNotThere("one", false);
    assertThat(message.underWay()).containsExactly("one");
    message.onSent("one");
    message.onNotThere("one", true);
    assertThat(message.underWay()).isEmpty();
  }

  @Test
  void saysWhatTheLastTryMet() {
    assertThat(message.problem()).isEqualTo("has not acknowledged in time");
    message.onNotLookedUp(StoreException.refused("cluster store unavailable"));
    assertThat(message.problem()).isEqualTo("cannot be looked up: cluster store unavailable");
    message.onSent("one");
    assertThat(message.problem()).isEqualTo("has not acknowledged in time");
  }

  @Test
  void somebodyWaitsForTheRestOfItsTime() {
    assertThat(message.remainingMs(TimeUnit.SECONDS.toNanos(4))).isEqualTo(6_000);
    assertThat(message.remainingMs(TimeUnit.SECONDS.toNanos(11))).isEqualTo(-1_000);
  }
}
