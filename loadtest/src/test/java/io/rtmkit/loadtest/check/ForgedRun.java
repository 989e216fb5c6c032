package io.rtmkit.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes histories of a run that never was. Times are given in seconds. One thread. */
final class ForgedRun {
  static final String RUN = "run";

  private static final long SECOND = 1_000_000;
  private static final long TIMEOUT = 10 * SECOND;

  private final Map<String, History> histories = new LinkedHashMap<>();
  private final List<Figure> figures = new ArrayList<>();

  /** The history of a user's first client. */
  History of(String user) {
    return of(user, 1);
  }

  History of(String user, int client) {
    String name = user + "/" + client;
    return histories.computeIfAbsent(name, id -> new History(user, id, RUN));
  }

  static long at(double seconds) {
    return (long) (seconds * SECOND);
  }

  /** A message with this answer, a tenth of a second after it was sent. */
  Call sends(MessageId id, double at, int code) {
    return sends(Call.send(id, false, at(at), TIMEOUT), id.sender(), at, code);
  }

  Call sendsToKeep(MessageId id, double at, int code) {
    return sends(Call.send(id, true, at(at), TIMEOUT), id.sender(), at, code);
  }

  private Call sends(Call call, String sender, double at, int code) {
    of(sender).add(call);
    call.answered(at(at + 0.1), code);
    return call;
  }

  /** Any other call, answered at once. */
  Call calls(History client, CallKind kind, String target, double at, int code) {
    Call call = Call.of(kind, target, at(at), TIMEOUT);
    client.add(call);
    call.answered(at(at + 0.1), code);
    return call;
  }

  /** The message reaches the user as it should. */
  void tells(String user, MessageId id, double at) {
    String via = id.isOfChannel() ? id.target() : user;
    tells(user, id.sender(), via, at, new Payload(RUN, id).text());
  }

  void tells(String user, String from, String via, double at, String text) {
    of(user).add(new Received.Receipt(at(at), from, via, false, text));
  }

  void changes(History client, double at, int state) {
    client.add(new StateChange(at(at), state));
  }

  /** Loses the connection and has it again. */
  void isAway(String user, double from, double to) {
    changes(of(user), from, StateChange.RECONNECTING);
    changes(of(user), to, StateChange.CONNECTED);
  }

  void measures(Figure figure) {
    figures.add(figure);
  }

  /** Expects exactly this one violation. */
  void finds(Invariant invariant, Object... ids) {
    Verdict verdict = verdict();
    assertThat(verdict.violations()).hasSize(1);
    Violation found = verdict.violations().get(0);
    assertThat(found.invariant()).isEqualTo(invariant);
    assertThat(found.ids())
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(ids).map(String::valueOf).toList());
    assertThat(found.toString()).contains(invariant.toString(), String.valueOf(ids[0]));
    assertThat(verdict.isClean()).isFalse();
  }

  Verdict verdict() {
    return Checker.check(List.copyOf(histories.values()), figures, Tolerance.USUAL);
  }

  long missing() {
    return missing(Tolerance.USUAL);
  }

  long missing(Tolerance tolerance) {
    return Checker.missing(List.copyOf(histories.values()), tolerance);
  }

  long longestRivalry() {
    return Checker.longestRivalry(List.copyOf(histories.values()));
  }
}
