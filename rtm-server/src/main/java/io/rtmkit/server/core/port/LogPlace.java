package io.rtmkit.server.core.port;

/**
 * Where a message of the history is: what a user sent or received is in several logs, and ids of
 * different logs may be the same. Such messages follow each other by id, and those of one id by the
 * kind of the conversation and the other end of it. Immutable.
 */
public record LogPlace(long id, Conversation conversation) {}
