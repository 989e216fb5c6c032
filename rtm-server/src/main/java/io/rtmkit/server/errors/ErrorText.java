package io.rtmkit.server.errors;

/**
 * One error code, explained. Immutable.
 *
 * @param advice what to do; empty for what is no failure
 */
public record ErrorText(int code, String name, String meaning, String advice) {}
