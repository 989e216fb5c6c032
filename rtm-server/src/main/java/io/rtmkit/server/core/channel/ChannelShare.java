package io.rtmkit.server.core.channel;

import io.rtmkit.server.core.MemoryBudget;
import io.rtmkit.server.core.Revisions;
import io.rtmkit.server.core.event.Events;

/**
 * What all channels have in common. Immutable.
 *
 * @param history memory for events kept for returning members
 * @param attributes memory for attributes
 */
record ChannelShare(
    ChannelRules rules,
    MemoryBudget history,
    MemoryBudget attributes,
    Revisions revisions,
    Events events) {
  static ChannelShare of(ChannelRules rules, Revisions revisions, Events events) {
    return new ChannelShare(
        rules,
        new MemoryBudget(rules.historyTotalBytes()),
        new MemoryBudget(rules.attributesTotalBytes()),
        revisions,
        events);
  }

  ChannelLog newLog() {
    return new ChannelLog(rules.channel(), history);
  }
}
