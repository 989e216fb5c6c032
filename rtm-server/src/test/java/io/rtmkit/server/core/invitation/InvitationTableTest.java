package io.rtmkit.server.core.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The state machine row by row, and every move that is not in it. */
class InvitationTableTest {
  private static final Set<InvitationEvent> CALLS =
      EnumSet.of(InvitationEvent.ACCEPT, InvitationEvent.REFUSE, InvitationEvent.CANCEL);

  /** The rows: state, event, next state, error of the caller, error of the callee. */
  static final String[] ROWS = {
    "SENT      | RECEIVE        | RECEIVED  | 0 | 0",
    "SENT      | ACCEPT         | ACCEPTING | 0 | 0",
    "SENT      | REFUSE         | REFUSED   | 0 | 0",
    "SENT      | CANCEL         | CANCELED  | 0 | 0",
    "SENT      | CALLEE_OFFLINE | FAILED    | 1 | 3",
    "SENT      | CALLEE_SILENT  | FAILED    | 2 | 3",
    "SENT      | CALLER_GONE    | FAILED    | 4 | 1",
    "RECEIVED  | ACCEPT         | ACCEPTING | 0 | 0",
    "RECEIVED  | REFUSE         | REFUSED   | 0 | 0",
    "RECEIVED  | CANCEL         | CANCELED  | 0 | 0",
    "RECEIVED  | EXPIRE         | FAILED    | 3 | 3",
    "RECEIVED  | CALLER_GONE    | FAILED    | 4 | 1",
    "ACCEPTING | CONFIRM        | ACCEPTED  | 0 | 0",
    "ACCEPTING | CALLER_SILENT  | FAILED    | 3 | 2",
    "ACCEPTING | CALLER_GONE    | FAILED    | 4 | 1",
    "ACCEPTING | CALLEE_GONE    | FAILED    | 1 | 2",
  };

  static Stream<List<String>> rows() {
    return Arrays.stream(ROWS).map(row -> List.of(row.replace(" ", "").split("\\|", -1)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRow(List<String> row) {
    InvitationState from = InvitationState.valueOf(row.get(0));
    InvitationEvent event = InvitationEvent.valueOf(row.get(1));
    assertThat(InvitationTable.find(from, event))
        .isEqualTo(
            new InvitationTable.Move(
                InvitationState.valueOf(row.get(2)),
                Integer.parseInt(row.get(3)),
                Integer.parseInt(row.get(4))));
  }

  static Stream<List<Object>> illegalMoves() {
    Set<List<String>> legal = new HashSet<>(rows().map(row -> row.subList(0, 2)).toList());
    return Arrays.stream(InvitationState.values())
        .flatMap(
            state ->
                Arrays.stream(InvitationEvent.values())
                    .filter(event -> !legal.contains(List.of(state.name(), event.name())))
                    .map(event -> List.<Object>of(state, event)));
  }

  @ParameterizedTest
  @MethodSource("illegalMoves")
  void anIllegalMove(List<Object> move) {
    InvitationState state = (InvitationState) move.get(0);
    InvitationEvent event = (InvitationEvent) move.get(1);
    assertThat(InvitationTable.find(state, event)).isNull();
    if (CALLS.contains(event)) {
      assertThat(InvitationTable.refusal(state)).isEqualTo(state.isEnd() ? 3 : 4);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SENT,false",
    "RECEIVED,false",
    "ACCEPTING,false",
    "ACCEPTED,true",
    "REFUSED,true",
    "CANCELED,true",
    "FAILED,true"
  })
  void ends(InvitationState state, boolean end) {
    assertThat(state.isEnd()).isEqualTo(end);
  }

  @Test
  void everyMoveIsEitherARowOrIllegal() {
    assertThat(rows().count() + illegalMoves().count())
        .isEqualTo((long) InvitationState.values().length * InvitationEvent.values().length);
  }
}
