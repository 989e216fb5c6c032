package io.rtmkit.loadtest.threshold;

/**
 * Whether a threshold was met. Immutable.
 *
 * @param actual the figure, for people
 */
public record Verdict(String threshold, String actual, boolean passed) {}
