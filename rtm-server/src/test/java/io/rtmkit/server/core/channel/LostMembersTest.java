package io.rtmkit.server.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.SlowStore;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.port.Missed;
import io.rtmkit.server.core.session.Session;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Members come in only behind what was kept for them, if the store can be read at all. */
class LostMembersTest {
  private final SlowStore store = new SlowStore();
  private final TestDomain domain = new TestDomain(Map.of(), store);
  private final LostMembers lost = domain.lostMembers;
  private final Session alice = domain.login("alice");
  private final Session bob = domain.login("bob");

  private Missed read(Session session, String channelId) {
    CompletableFuture<Missed> read = lost.read(session, channelId, 0).toCompletableFuture();
    store.answerAll();
    return read.join();
  }

  @Test
  void nobodyWaitsForWhatHasBeenRead() {
    assertThat(lost.mustWait(alice, "room", read(alice, "room"))).isFalse();
  }

  @Test
  void whoCannotReadWaitsForTwentySeconds() {
    store.failReads(true);
    assertThat(lost.mustWait(alice, "room", read(alice, "room"))).isTrue();
    domain.clock.advance(Duration.ofSeconds(19));
    assertThat(lost.mustWait(bob, "room", read(bob, "room"))).isTrue();
    domain.clock.advance(Duration.ofSeconds(2));
    assertThat(lost.mustWait(bob, "room", read(bob, "room"))).isFalse();
    assertThat(lost.mustWait(bob, "other", read(bob, "other"))).isTrue();
  }

  @Test
  void whoCouldNotReadWaitsThoughAnotherCouldMeanwhile() {
    store.failReads(true);
    Missed unread = read(alice, "room");
    store.failReads(false);
    read(bob, "room");
    assertThat(lost.mustWait(alice, "room", unread)).isTrue();
    assertThat(lost.mustWait(alice, "room", read(alice, "room"))).isFalse();
  }

  @Test
  void whoIsLostIsKnownToTheStore() {
    assertThat(read(alice, "room").marked()).isFalse();
    lost.markLost(alice.user(), "room", lost.lastHeardOfMs(Duration.ofSeconds(20)));
    store.answerAll();
    assertThat(read(alice, "room").marked()).isTrue();
    assertThat(read(bob, "room").marked()).isFalse();
  }

  @Test
  void whatFailedLongAgoIsForgotten() {
    store.failReads(true);
    Missed unread = read(alice, "room");
    domain.clock.advance(Duration.ofMinutes(11));
    assertThat(lost.mustWait(alice, "room", unread)).isFalse();
    lost.tidy();
    assertThat(lost.mustWait(alice, "room", read(alice, "room"))).isTrue();
  }
}
