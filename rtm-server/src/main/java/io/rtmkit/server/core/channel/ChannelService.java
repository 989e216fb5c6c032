package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelAck;
import io.rtmkit.protocol.v1.ChannelAttributesReply;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.protocol.v1.LocksReply;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.server.core.attribute.AttributesWritten;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The channels as requests see them, whether their members are all on this server or on several.
 * Thread-safe. On one server everything is answered before the call returns.
 */
public interface ChannelService {
  /**
   * Enters a session into a channel; its seat it takes later, from {@link #takeSeat}. A session
   * that is in already stays in.
   *
   * @param since what the session has of the channel from before, if anything
   */
  void enter(
      Session session, String channelId, @Nullable ChannelPosition since, Answer<Entered> answer);

  /**
   * Gives a session that has entered its seat, and what came since. On the lane of the seat's
   * connection, behind the reply that tells of it.
   *
   * @return null if the session is no member any more
   */
  @Nullable Joined takeSeat(Session session, String channelId, SeatRequest request);

  /** Whether a session is in a channel, as far as this server knows. */
  boolean isMember(Session session, String channelId);

  /** Takes a session out of a channel; answers false if it was not in it. */
  void leave(Session session, String channelId, Answer<Boolean> answer);

  /** Publishes to all other members. */
  void publish(Session session, PublishOrder order, Answer<Published> answer);

  /** Publishes in the name of a user, to all members but that user. */
  void publishAs(UserKey sender, PublishOrder order, Answer<Published> answer);

  /** A member's client has everything up to an offset; false if nobody wanted to know. */
  boolean acknowledge(Session session, ChannelAck ack);

  /** Writes the attributes of a channel that the writer need not be in. */
  void writeAttributes(
      UserKey writer, WriteChannelAttributesRequest request, Answer<AttributesWritten> answer);

  /** The attributes with these keys, or all; none if there is no such channel. */
  void readAttributes(
      String appId, String channelId, List<String> keys, Answer<ChannelAttributesReply> answer);

  /** Does something with a lock of a channel that the session need not be in. */
  void lock(Session session, LockRequest request, Answer<LockAnswer> answer);

  /** The locks of a channel; none if there is no such channel. */
  void readLocks(String appId, String channelId, Answer<LocksReply> answer);

  /**
   * A session goes on on another connection: reads what it missed in its channels. Its seats it
   * takes from the answer.
   */
  void resume(Session session, List<ChannelPosition> positions, Answer<ReturningMember> answer);

  /** The members of a channel, if the session is one of them; otherwise null. */
  void members(Session session, String channelId, Answer<Roster> answer);

  /** Who is in a channel, for one who need not be in it; nobody if there is no such channel. */
  void memberIds(ChannelKey channel, Answer<List<String>> answer);

  /** How many members each of the channels has, in their order; 0 if there is no such channel. */
  void memberCounts(String appId, List<String> channelIds, Answer<List<Integer>> answer);

  /**
   * Whether a message that is kept and was published before is found when it is published again,
   * however long ago that was, and whichever server did it.
   */
  boolean findsPublished();
}
