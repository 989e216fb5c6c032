package io.rtmkit.server.core.port;

/**
 * How a store is, and what it did since it was opened. Immutable.
 *
 * @param problem why messages are refused at present; empty if all is well
 * @param stored messages kept
 * @param refused messages not kept, for whatever reason
 * @param replaced messages of full queues that went for newer ones
 * @param expired messages that became too old before anybody read them
 */
public record StoreStatus(String problem, long stored, long refused, long replaced, long expired) {
  /** Whether messages are taken. */
  public boolean isWell() {
    return problem.isEmpty();
  }
}
