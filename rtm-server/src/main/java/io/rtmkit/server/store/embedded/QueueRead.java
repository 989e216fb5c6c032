package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.session.UserKey;
import java.util.function.LongConsumer;

/**
 * Asks for a piece of a queue. Immutable.
 *
 * @param expired is told up to which offset everything is too old
 */
record QueueRead(UserKey user, long from, int maxMessages, int maxBytes, LongConsumer expired) {}
