package io.rtmkit.server.webhook;

/**
 * How the webhooks are. Counts are since the start. Immutable.
 *
 * @param pending events that wait for their delivery
 * @param oldestMs how long the oldest of them has waited, in milliseconds; 0 if there is none
 * @param delivered events that the receiver has
 * @param failedTries requests that failed
 * @param dead dead letters that are kept
 * @param droppedDead dead letters that gave way to newer ones
 * @param lost events that the outbox did not take or could not give back
 * @param outboxProblem why events are lost at present; empty if none are
 * @param deliveryProblem why the last request failed; empty if it did not
 */
public record WebhookStatus(
    long pending,
    long oldestMs,
    long delivered,
    long failedTries,
    long dead,
    long droppedDead,
    long lost,
    String outboxProblem,
    String deliveryProblem) {}
