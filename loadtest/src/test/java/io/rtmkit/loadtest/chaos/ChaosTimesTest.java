package io.rtmkit.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.rtmkit.loadtest.check.Call;
import io.rtmkit.loadtest.check.History;
import io.rtmkit.loadtest.check.MessageId;
import io.rtmkit.loadtest.check.StateChange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The times after faults are told as they were. */
class ChaosTimesTest {
  private static final long SECOND = 1_000_000;

  private final FaultTimes times = new FaultTimes();
  private final History history = new History("alice", "alice/1", "run");

  private void sendsToKeep(long sequence, double at, double answeredAt, int code) {
    MessageId id = MessageId.toPeer("alice", "bob", sequence);
    Call call = Call.send(id, true, (long) (at * SECOND), SECOND);
    history.add(call);
    call.answered((long) (answeredAt * SECOND), code);
  }

  @Test
  void tellsMedianAndMaximum() {
    for (long i = 1; i <= 3; i++) {
      times.struck(Fault.KILL_SERVER, 10 * i * SECOND, (10 * i + i) * SECOND);
      times.recovered(Fault.KILL_SERVER, 2 * i * SECOND);
    }
    history.add(new StateChange(10 * SECOND, 4));
    history.add(new StateChange(14 * SECOND, 3));
    assertThat(times.lines(List.of(history.snapshot()), false))
        .containsExactly(
            entry(
                "server killed",
                "median 2.000 s, max 3.000 s until it ran;"
                    + " all clients back after median 4.000 s, max 6.000 s"),
            entry("one client", "median 4.000 s, max 4.000 s without a connection"));
    assertThat(times.log()).contains("server killed at 10.000 s, ran at 11.000 s").hasSize(3);
  }

  @Test
  void tellsWhenMessagesWereKeptAgain() {
    times.struck(Fault.FREEZE_REDIS, 10 * SECOND, 13 * SECOND);
    sendsToKeep(1, 12, 13.1, 4); // sent before it ran again
    sendsToKeep(2, 13.2, 13.3, 2);
    sendsToKeep(3, 13.4, 13.5, 4);
    sendsToKeep(4, 13.6, 13.7, 4);
    assertThat(times.lines(List.of(history.snapshot()), true))
        .containsEntry(
            "kept again", "median 3.500 s, max 3.500 s from a fault to the next kept message");
  }

  @Test
  void tellsWhenAllSawTheSame() {
    times.struck(Fault.ROLL, 10 * SECOND, 14 * SECOND);
    times.recovered(Fault.ROLL, 4 * SECOND);
    times.agreed(Fault.ROLL, 3 * SECOND);
    assertThat(times.lines(List.of(history.snapshot()), false))
        .containsEntry(
            "servers restarted in turn",
            "median 4.000 s, max 4.000 s until it ran;"
                + " all clients back after median 4.000 s, max 4.000 s;"
                + " all saw the same, and stayed, median 3.000 s, max 3.000 s later");
  }

  @Test
  void tellsThatNothingHappened() {
    assertThat(times.lines(List.of(history.snapshot()), false))
        .containsExactly(entry("one client", "(never) without a connection"));
  }
}
