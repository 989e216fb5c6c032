package io.rtmkit.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.cluster.script.SessionRecord;
import io.rtmkit.server.core.ManualClock;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.OnlineState;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Where users are: what is read once is remembered, for a while. */
class DirectoryTest {
  private static final UserKey BOB = new UserKey("app", "bob");
  private static final UserKey CAROL = new UserKey("app", "carol");

  private final ManualClock clock = new ManualClock();
  private final List<CompletableFuture<SessionRecord>> reads = new ArrayList<>();
  private final Directory directory =
      new Directory(
          user -> {
            CompletableFuture<SessionRecord> read = new CompletableFuture<>();
            reads.add(read);
            return read;
          },
          clock);

  private static SessionRecord at(String node) {
    return new SessionRecord(node, "session", 1, OnlineState.ONLINE, 1);
  }

  /** A user is looked for and found. */
  private void find(UserKey user, String node) {
    directory.look(user);
    reads.get(reads.size() - 1).complete(at(node));
  }

  @Test
  void whoIsFoundIsRememberedForFiveSeconds() {
    assertThat(directory.known(BOB)).isNull();
    CompletableFuture<SessionRecord> found = directory.find(BOB);
    assertThat(found).isNotDone();
    reads.get(0).complete(at("one"));
    assertThat(found).isCompletedWithValue(at("one"));
    clock.advance(Duration.ofSeconds(5));
    assertThat(directory.find(BOB)).isCompletedWithValue(at("one"));
    assertThat(reads).hasSize(1);
    clock.advance(Duration.ofNanos(1));
    assertThat(directory.known(BOB)).isNull();
    assertThat(directory.find(BOB)).isNotDone();
    assertThat(reads).hasSize(2);
  }

  @Test
  void whoAsksMeanwhileWaitsForTheSame() {
    CompletableFuture<SessionRecord> first = directory.find(BOB);
    CompletableFuture<SessionRecord> second = directory.look(BOB);
    directory.find(CAROL);
    assertThat(reads).hasSize(2);
    reads.get(0).complete(at("one"));
    assertThat(first).isCompletedWithValue(at("one"));
    assertThat(second).isCompletedWithValue(at("one"));
    assertThat(directory.look(BOB)).isNotDone(); // looks again, whatever is known
    assertThat(reads).hasSize(3);
  }

  @Test
  void whoIsNotOnlineIsNotRemembered() {
    find(BOB, "one");
    find(BOB, "");
    assertThat(directory.known(BOB)).isNull();
    assertThat(directory.find(BOB)).isNotDone();
  }

  @Test
  void aLookThatFailsIsToldAndTheNextOneLooksAgain() {
    CompletableFuture<SessionRecord> found = directory.find(BOB);
    reads.get(0).completeExceptionally(StoreException.refused("for a test"));
    assertThat(found).isCompletedExceptionally();
    CompletableFuture<SessionRecord> next = directory.find(BOB);
    reads.get(1).complete(at("one"));
    assertThat(next).isCompletedWithValue(at("one"));
  }

  @Test
  void whoIsNotThereAndWhoseServerIsGoneAreForgotten() {
    find(BOB, "one");
    find(CAROL, "two");
    directory.forgetNode("two");
    assertThat(directory.known(CAROL)).isNull();
    assertThat(directory.known(BOB)).isEqualTo(at("one"));
    directory.forget(BOB);
    assertThat(directory.known(BOB)).isNull();
  }

  @Test
  void tidyingLeavesWhatIsFresh() {
    find(BOB, "one");
    clock.advance(Duration.ofSeconds(5));
    find(CAROL, "two");
    directory.tidy();
    assertThat(directory.known(BOB)).isEqualTo(at("one"));
    clock.advance(Duration.ofSeconds(1));
    directory.tidy();
    assertThat(directory.known(CAROL)).isEqualTo(at("two"));
  }
}
