package io.rtmkit.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionIdentity;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes late from an earlier session of a user is told apart. */
class SenderEpochsTest {
  private static final UserKey ALICE = new UserKey(TestDomain.APP, "alice");

  private final TestDomain domain = new TestDomain();
  private final SenderEpochs epochs = new SenderEpochs(domain.sessions, domain.clock);

  @BeforeEach
  void listen() {
    domain.sessions.addListener(epochs);
  }

  private Session alice(long epoch) {
    return domain.sessions.open(
        new SessionIdentity(ALICE, domain.sessions.newKey(), null, epoch, 0), domain.link());
  }

  @Test
  void theLatestSeenCounts() {
    assertThat(epochs.isEarlier(ALICE, 7)).isFalse();
    assertThat(epochs.isEarlier(ALICE, 8)).isFalse();
    assertThat(epochs.isEarlier(ALICE, 7)).isTrue();
    assertThat(epochs.isEarlier(ALICE, 8)).isFalse();
    assertThat(epochs.isEarlier(new UserKey(TestDomain.APP, "bob"), 1)).isFalse();
  }

  @Test
  void aBackEndHasNone() {
    alice(7);
    assertThat(epochs.isEarlier(ALICE, 0)).isFalse();
  }

  @Test
  void aSessionHereCountsForAsLongAsItIsThere() {
    alice(7);
    domain.clock.advance(Duration.ofSeconds(31));
    epochs.tidy();
    assertThat(epochs.isEarlier(ALICE, 6)).isTrue();
  }

  @Test
  void aSessionThatWasHereCountsForHalfAMinute() {
    Session session = alice(7);
    domain.clock.advance(Duration.ofSeconds(60));
    domain.sessions.end(session, CloseCode.CLOSE_CODE_INTERNAL_ERROR, "test");
    domain.clock.advance(Duration.ofSeconds(30));
    epochs.tidy();
    assertThat(epochs.isEarlier(ALICE, 6)).isTrue();
    domain.clock.advance(Duration.ofSeconds(31));
    epochs.tidy();
    assertThat(epochs.isEarlier(ALICE, 6)).isFalse();
  }
}
