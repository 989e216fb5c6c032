package io.rtmkit.loadtest.check;

/**
 * What a client saw at the end of a run of something that all must see alike. Immutable.
 *
 * @param kind such as "roster", "count", "attributes" or "presence"
 * @param key of what: a channel or a user
 */
public record Observation(String kind, String key, String value) {}
