package io.rtmkit.server.core.port;

/**
 * Where a message is kept. Immutable.
 *
 * @param offset place in the receiver's queue ({@link QueueOffsets}); 0 if it is in none
 * @param previous the place before it that was given last; 0 if none is known
 * @param logId place in the log of its conversation ({@link LogIds}); 0 if it is in none
 * @param replaced whether an older message of the queue had to go for it
 */
public record Stored(long offset, long previous, long logId, boolean replaced) {}
