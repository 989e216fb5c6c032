package io.rtmkit.server.core.channel;

/**
 * What the sender of a message that wants delivery receipts learns.
 *
 * @param offset place of the message in the stream; -1 if the sender is no member
 * @param receiptsExpected members that are asked for a receipt
 */
public record Published(long offset, int receiptsExpected) {}
