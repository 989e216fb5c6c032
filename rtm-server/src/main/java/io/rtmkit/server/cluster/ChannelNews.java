package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.ChannelAttributesPush;
import io.rtmkit.protocol.v1.ChannelLock;
import io.rtmkit.protocol.v1.ChannelLocksPush;
import io.rtmkit.server.cluster.wire.ChannelAttributesItem;
import io.rtmkit.server.cluster.wire.ChannelCountItem;
import io.rtmkit.server.cluster.wire.ChannelEventsItem;
import io.rtmkit.server.cluster.wire.ChannelLocksItem;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.core.channel.ChannelFacts;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.channel.LogEvent;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells the other servers that have members of a channel what is new in it. Thread-safe. */
final class ChannelNews {
  private final Cluster cluster;

  ChannelNews(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Events that follow each other, and how many members there are after them. */
  void tellEvents(ChannelKey channel, ChannelFacts facts, List<LogEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    toOthers(
        facts.nodes(),
        () -> {
          ChannelEventsItem.Builder item =
              ChannelEventsItem.newBuilder()
                  .setAppId(channel.appId())
                  .setChannelId(channel.channelId())
                  .setEpoch(facts.epoch())
                  .setFirstOffset(events.get(0).offset())
                  .setMembers(facts.members())
                  .setRosterVersion(facts.rosterVersion());
          events.forEach(event -> item.addEvents(event.event()));
          return Item.newBuilder().setChannelEvents(item).build();
        });
  }

  /** How many members there are; in a large channel nobody is told who comes and goes. */
  void tellCount(ChannelKey channel, ChannelFacts facts) {
    toOthers(
        facts.nodes(),
        () ->
            Item.newBuilder()
                .setChannelCount(
                    ChannelCountItem.newBuilder()
                        .setAppId(channel.appId())
                        .setChannelId(channel.channelId())
                        .setEpoch(facts.epoch())
                        .setMembers(facts.members())
                        .setRosterVersion(facts.rosterVersion()))
                .build());
  }

  void tellAttributes(
      ChannelKey channel, List<Attribute> attributes, long revision, Collection<String> nodes) {
    toOthers(
        nodes,
        () ->
            Item.newBuilder()
                .setChannelAttributes(
                    ChannelAttributesItem.newBuilder()
                        .setAppId(channel.appId())
                        .setAttributes(
                            ChannelAttributesPush.newBuilder()
                                .setChannelId(channel.channelId())
                                .addAllAttributes(attributes)
                                .setRevision(revision)))
                .build());
  }

  void tellLocks(
      ChannelKey channel, List<ChannelLock> locks, long revision, Collection<String> nodes) {
    toOthers(
        nodes,
        () ->
            Item.newBuilder()
                .setChannelLocks(
                    ChannelLocksItem.newBuilder()
                        .setAppId(channel.appId())
                        .setLocks(
                            ChannelLocksPush.newBuilder()
                                .setChannelId(channel.channelId())
                                .addAllLocks(locks)
                                .setRevision(revision)))
                .build());
  }

  /** Made once, if there is anybody to tell. */
  private void toOthers(Collection<String> nodes, Supplier<Item> maker) {
    Item item = null;
    for (String node : nodes) {
      if (!node.equals(cluster.bus().node())) {
        item = madeOnce(item, maker);
        cluster.bus().send(node, item);
      }
    }
  }

  private static Item madeOnce(@Nullable Item item, Supplier<Item> maker) {
    return item == null ? maker.get() : item;
  }
}
