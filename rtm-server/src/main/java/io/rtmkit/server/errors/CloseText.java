package io.rtmkit.server.errors;

/**
 * One close code, explained. Immutable.
 *
 * @param reconnects whether a client connects again by itself
 * @param advice what to do
 */
public record CloseText(int code, String name, boolean reconnects, String meaning, String advice) {}
