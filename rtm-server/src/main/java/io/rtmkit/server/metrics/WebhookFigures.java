package io.rtmkit.server.metrics;

/**
 * How the webhooks are. Immutable.
 *
 * @param pending events that wait
 * @param delivered events that were taken
 * @param failedTries requests that failed
 * @param dead dead letters that are kept
 * @param droppedDead dead letters that gave way to newer ones
 * @param lost events that the outbox did not take
 */
public record WebhookFigures(
    long pending, long delivered, long failedTries, long dead, long droppedDead, long lost) {
  /** Of a server that sends no events. */
  public static final WebhookFigures NONE = new WebhookFigures(0, 0, 0, 0, 0, 0);
}
