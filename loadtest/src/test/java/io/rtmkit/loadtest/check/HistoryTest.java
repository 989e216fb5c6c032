package io.rtmkit.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A history keeps what it was told, and shows it as it stood. */
class HistoryTest {
  private final ForgedRun run = new ForgedRun();
  private final History history = run.of("bob");

  @Test
  void aSnapshotStaysAsItIs() {
    MessageId hello = MessageId.toPeer("alice", "bob", 1);
    run.tells("bob", hello, 1);
    History.Snapshot snapshot = history.snapshot();
    run.tells("bob", hello, 2);
    assertThat(snapshot.received()).extracting(Received::id).containsExactly(hello);
    assertThat(history.size()).isEqualTo(2);
  }

  @Test
  void waitsForItsCalls() {
    Call call = Call.of(CallKind.JOIN, "room", 1, 5);
    history.add(call);
    assertThat(history.isWaiting()).isTrue();
    call.answered(2, 0);
    assertThat(history.isWaiting()).isFalse();
  }

  @Test
  void onlyTheFirstAnswerCounts() {
    Call call = Call.of(CallKind.JOIN, "room", 1, 5);
    call.answered(2, 4);
    call.answered(3, 0);
    assertThat(List.of(call.code(), call.answers())).containsExactly(4, 2);
    assertThat(call.isAccepted()).isFalse();
  }

  @Test
  void anOutageLastsUntilTheConnectionIsBackOrGivenUp() {
    run.isAway("bob", 1, 2);
    run.changes(history, 3, StateChange.RECONNECTING);
    assertThat(history.snapshot().outages().list())
        .containsExactly(
            new Spans.Span(ForgedRun.at(1), ForgedRun.at(2)),
            new Spans.Span(ForgedRun.at(3), Long.MAX_VALUE));
  }
}
