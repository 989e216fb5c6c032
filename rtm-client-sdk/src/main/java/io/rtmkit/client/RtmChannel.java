package io.rtmkit.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client's handle of one channel. Made by {@link RtmClient#createChannel}; survives logout and
 * login, though not the membership. Every method may be called from any thread and returns at once;
 * every callback may be null.
 */
public abstract class RtmChannel {
  /**
   * Enters the channel, within 5 seconds. A client is in at most 20 channels. Messages may be sent
   * before the answer: they follow the join.
   *
   * @param callback codes of {@link RtmStatusCode.JoinChannelError}; 6 if already joined
   */
  public abstract void join(@Nullable ResultCallback<Void> callback);

  /**
   * Leaves the channel. Whatever the server answers, no more events of it are told.
   *
   * @param callback codes of {@link RtmStatusCode.LeaveChannelError}; 3 if not joined
   */
  public abstract void leave(@Nullable ResultCallback<Void> callback);

  /** {@link #sendMessage(RtmMessage, SendMessageOptions, ResultCallback)} without options. */
  public abstract void sendMessage(RtmMessage message, @Nullable ResultCallback<Void> callback);

  /**
   * Sends a message to all other members, within 10 seconds; success means that the server took it.
   *
   * @param options null for none
   * @param callback codes of {@link RtmStatusCode.ChannelMessageError}; 5 if not joined
   */
  public abstract void sendMessage(
      RtmMessage message,
      @Nullable SendMessageOptions options,
      @Nullable ResultCallback<Void> callback);

  /**
   * Asks for the members, within 5 seconds: all of them, or any 512 of a larger channel.
   *
   * @param callback codes of {@link RtmStatusCode.GetMembersError}; 5 if not joined
   */
  public abstract void getMembers(@Nullable ResultCallback<List<RtmChannelMember>> callback);

  /** The channel's id. */
  public abstract String getId();

  /**
   * Gives the handle up; its later calls are answered 101. Leaves the channel if the client is in
   * it and no newer handle of the same id exists. May be called twice.
   */
  public abstract void release();
}
