package io.rtmkit.server.cluster.script;

import java.util.List;

/**
 * What became of a change of a user's state. Immutable.
 *
 * @param presenceVersion 0 if it is not this session any more
 * @param watchers servers to tell; none if nothing changed
 */
public record StateChange(Outcome outcome, long presenceVersion, List<String> watchers) {
  /** How it ended. */
  public enum Outcome {
    /** The state is another now. */
    CHANGED,
    /** The state was this already. */
    SAME,
    /** The user has no session any more, or another one. */
    FENCED
  }
}
