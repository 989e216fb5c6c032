package io.rtmkit.server.core.channel;

import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.MemberMark;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.Session;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Members that are there, as the store knows them: should this server crash they are lost, and
 * nobody else sees it. What the store knows of a channel's members begins with the first message
 * that is kept for lost ones; other channels cost nothing. Thread-safe.
 */
final class PresentMembers {
  private final MessageStore store;
  private final Channels channels;
  private final Clock clock;

  /** Channels whose members the store knows. */
  private final Set<ChannelKey> noted = ConcurrentHashMap.newKeySet();

  PresentMembers(MessageStore store, Channels channels, Clock clock) {
    this.store = store;
    this.channels = channels;
    this.clock = clock;
  }

  /** The store knows a member of that channel; those who join are noted from now on. */
  void add(ChannelKey channel) {
    noted.add(channel);
  }

  boolean isNoted(ChannelKey channel) {
    return noted.contains(channel);
  }

  /**
   * A session has joined a channel.
   *
   * @param sinceMs from when on it is told everything, Unix time
   */
  void note(Session session, String channelId, long sinceMs) {
    ChannelKey channel = new ChannelKey(session.user().appId(), channelId);
    if (isNoted(channel)) {
      note(channel, List.of(session.user().userId()), sinceMs, (done, problem) -> {});
    }
  }

  /**
   * Notes all members of a channel.
   *
   * @param behind of whom the store knows that they have not got everything yet
   */
  void begin(ChannelKey channel, Set<String> behind, Answer<Void> answer) {
    noted.add(channel); // first, so that whoever joins meanwhile is noted too
    List<String> userIds =
        channels.sessions(channel.appId(), channel.channelId()).stream()
            .map(member -> member.user().userId())
            .filter(userId -> !behind.contains(userId))
            .toList();
    note(
        channel,
        userIds,
        clock.currentTimeMillis(),
        (done, problem) -> {
          if (problem == null) {
            answer.give(null);
          } else {
            noted.remove(channel);
            answer.fail(problem);
          }
        });
  }

  private void note(ChannelKey channel, List<String> userIds, long sinceMs, Answer<Void> answer) {
    store
        .noteMembers(
            Conversation.of(channel.appId(), channel.channelId()),
            userIds,
            MemberMark.present(sinceMs))
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                answer.give(null);
              } else {
                answer.fail(StoreException.of(failure));
              }
            });
  }

  /** Forgets channels that are gone. */
  void tidy() {
    noted.retainAll(channels.keys());
  }
}
