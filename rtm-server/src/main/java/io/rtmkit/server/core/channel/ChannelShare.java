package io.rtmkit.server.core.channel;

import io.rtmkit.server.core.MemoryBudget;
import io.rtmkit.server.core.Revisions;

/**
 * What all channels have in common. Immutable.
 *
 * @param history memory for events kept for returning members
 * @param attributes memory for attributes
 */
record ChannelShare(
    ChannelRules rules, MemoryBudget history, MemoryBudget attributes, Revisions revisions) {}
