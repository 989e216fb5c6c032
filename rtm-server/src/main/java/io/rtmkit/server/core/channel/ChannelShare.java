package io.rtmkit.server.core.channel;

import io.rtmkit.server.core.MemoryBudget;
import io.rtmkit.server.core.Revisions;
import io.rtmkit.server.core.port.Observers;

/**
 * What all channels have in common. Immutable.
 *
 * @param history memory for events kept for returning members
 * @param attributes memory for attributes
 * @param observers told of what happens
 */
record ChannelShare(
    ChannelRules rules,
    MemoryBudget history,
    MemoryBudget attributes,
    Revisions revisions,
    Observers observers) {
  static ChannelShare of(ChannelRules rules, Revisions revisions, Observers observers) {
    return new ChannelShare(
        rules,
        new MemoryBudget(rules.historyTotalBytes()),
        new MemoryBudget(rules.attributesTotalBytes()),
        revisions,
        observers);
  }

  ChannelLog newLog() {
    return new ChannelLog(rules.channel(), history);
  }
}
