package io.rtmkit.server.webhook;

/**
 * An event that is not tried any more. Immutable.
 *
 * @param diedAtMs since when, Unix time
 * @param reason why, for a person
 * @param event the event as it was to be sent, JSON
 */
public record DeadLetter(long diedAtMs, String reason, String event) {}
