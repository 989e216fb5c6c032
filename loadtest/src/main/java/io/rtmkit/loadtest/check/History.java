package io.rtmkit.loadtest.check;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;

/** What one client did and saw, in the order in which it happened. Thread-safe. */
public final class History {
  private final String user;
  private final String client;
  private final String runId;

  @GuardedBy("this")
  private final List<Call> calls = new ArrayList<>();

  @GuardedBy("this")
  private final List<Received> received = new ArrayList<>();

  @GuardedBy("this")
  private final List<Gap> gaps = new ArrayList<>();

  @GuardedBy("this")
  private final List<StateChange> states = new ArrayList<>();

  @GuardedBy("this")
  private final List<Observation> observations = new ArrayList<>();

  @GuardedBy("this")
  private final List<InvitationStep> steps = new ArrayList<>();

  /**
   * An empty history.
   *
   * @param client tells two clients of one user apart
   */
  public History(String user, String client, String runId) {
    this.user = user;
    this.client = client;
    this.runId = runId;
  }

  public synchronized void add(Call call) {
    calls.add(call);
  }

  public void add(Received.Receipt receipt) {
    Received message = Received.of(receipt, runId);
    synchronized (this) {
      received.add(message);
    }
  }

  public synchronized void add(Gap gap) {
    gaps.add(gap);
  }

  public synchronized void add(StateChange change) {
    states.add(change);
  }

  public synchronized void add(InvitationStep step) {
    steps.add(step);
  }

  /** Replaces what was observed before: only the last look counts. */
  public synchronized void setObservations(List<Observation> seen) {
    observations.clear();
    observations.addAll(seen);
  }

  /** Number of calls and messages, which are nearly all that a history holds. */
  public synchronized int size() {
    return calls.size() + received.size();
  }

  /** Whether a call has no answer yet. */
  public synchronized boolean isWaiting() {
    return calls.stream().anyMatch(call -> call.answers() == 0);
  }

  public synchronized Snapshot snapshot() {
    return new Snapshot(
        user,
        client,
        List.copyOf(calls),
        List.copyOf(received),
        List.copyOf(gaps),
        List.copyOf(states),
        List.copyOf(observations),
        List.copyOf(steps));
  }

  /** A history as it stood at one moment. Immutable, but for the calls that wait for answers. */
  public record Snapshot(
      String user,
      String client,
      List<Call> calls,
      List<Received> received,
      List<Gap> gaps,
      List<StateChange> states,
      List<Observation> observations,
      List<InvitationStep> steps) {
    /** Times without a connection between losing it and having it again. */
    public Spans outages() {
      return Spans.outages(states);
    }

    @Override
    public String toString() {
      return client;
    }
  }
}
