package io.rtmkit.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.lane.FakeLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that does not reach the others: what it says, and when it sends its clients away. */
class FenceTest {
  private final TestDomain domain = new TestDomain();
  private final Fence fence = new Fence(domain.sessions, domain.clock);
  private final List<FakeLink> links = new ArrayList<>();

  private void login(int users) {
    for (int i = 0; i < users; i++) {
      FakeLink link = domain.link();
      domain.login("user-" + i, link);
      links.add(link);
    }
  }

  /** Lets time pass as the server does, and counts the clients that are left. */
  private int leftAfter(Duration time) {
    for (long i = 0; i < time.toMillis(); i += 100) {
      domain.clock.advance(Duration.ofMillis(100));
      fence.tick();
    }
    return domain.sessions.size();
  }

  @Test
  void saysSinceWhenUntilItIsOpen() {
    assertThat(fence.reason()).isEmpty();
    fence.close();
    assertThat(fence.reason())
        .isEqualTo("cluster store unavailable since 2023-11-14T22:13:20Z, try again");
    fence.open();
    assertThat(fence.reason()).isEmpty();
  }

  @Test
  void clientsStayForThirtySecondsAndAreSentAwayEvenlyInThirtyMore() {
    login(300);
    fence.close();
    assertThat(leftAfter(Duration.ofMillis(29_900))).isEqualTo(300);
    assertThat(leftAfter(Duration.ofMillis(10_100))).isBetween(170, 230);
    assertThat(leftAfter(Duration.ofSeconds(10))).isBetween(60, 130);
    assertThat(leftAfter(Duration.ofSeconds(10))).isZero();
    assertThat(links).allMatch(link -> link.closeCode() == CloseCode.CLOSE_CODE_SERVER_DRAINING);
  }

  @Test
  void whenItIsOpenInTimeNobodyIsSentAway() {
    login(3);
    fence.close();
    leftAfter(Duration.ofSeconds(29));
    fence.open();
    assertThat(leftAfter(Duration.ofSeconds(60))).isEqualTo(3);
    fence.close(); // the time begins anew
    assertThat(leftAfter(Duration.ofMillis(29_900))).isEqualTo(3);
  }

  @Test
  void whoIsLeftStaysWhenItIsOpenAgain() {
    login(300);
    fence.close();
    int left = leftAfter(Duration.ofSeconds(40));
    fence.open();
    assertThat(leftAfter(Duration.ofSeconds(60))).isEqualTo(left).isBetween(1, 299);
  }
}
