package io.rtmkit.client.internal;

import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmChannelListener;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.client.SendMessageOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the application holds of a channel: takes each call to the loop. Any thread. */
final class ChannelHandle extends RtmChannel {
  private static final String RELEASED = "the channel was released";

  private final String id;
  private final @Nullable RtmChannelListener listener;
  private final Gateway gateway;
  private final Callbacks callbacks;
  private final Channels channels;
  // Loop thread.
  private boolean released;

  ChannelHandle(
      String id,
      @Nullable RtmChannelListener listener,
      Gateway gateway,
      Callbacks callbacks,
      Channels channels) {
    this.id = id;
    this.listener = listener;
    this.gateway = gateway;
    this.callbacks = callbacks;
    this.channels = channels;
  }

  /** Something to tell the channel's listener. */
  interface Event {
    void tell(RtmChannelListener listener);
  }

  @Override
  public void join(@Nullable ResultCallback<Void> callback) {
    call(Operation.JOIN, 0, callback, (membership, answer) -> membership.join(answer));
  }

  @Override
  public void leave(@Nullable ResultCallback<Void> callback) {
    call(Operation.LEAVE, 0, callback, (membership, answer) -> membership.leave(answer));
  }

  @Override
  public void sendMessage(RtmMessage message, @Nullable ResultCallback<Void> callback) {
    sendMessage(message, null, callback);
  }

  @Override
  public void sendMessage(
      RtmMessage message,
      @Nullable SendMessageOptions options,
      @Nullable ResultCallback<Void> callback) {
    OutgoingMessage copy = OutgoingMessage.of(message, options);
    call(
        Operation.CHANNEL_MESSAGE,
        copy.weight(),
        callback,
        (membership, answer) -> membership.publish(copy, answer));
  }

  @Override
  public void getMembers(@Nullable ResultCallback<List<RtmChannelMember>> callback) {
    call(Operation.MEMBERS, 0, callback, (membership, answer) -> membership.getMembers(answer));
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public void release() {
    gateway.post(
        () -> {
          released = true;
          channels.release(this);
        });
  }

  /** Tells the listener; nothing if there is none or the handle was released. Loop thread. */
  void tell(int bytes, Event event) {
    RtmChannelListener to = listener;
    if (to != null && !released) {
      callbacks.run(bytes, () -> event.tell(to));
    }
  }

  private <T> void call(
      Operation operation, int bytes, @Nullable ResultCallback<T> callback, Call<T> call) {
    gateway.call(
        operation,
        bytes,
        callback,
        (Answer<T> answer) -> {
          if (released) {
            answer.fail(Operation.NOT_INITIALIZED, RELEASED);
          } else {
            call.run(channels.membership(id), answer);
          }
        });
  }

  /** One call, on the loop. */
  private interface Call<T> {
    void run(Membership membership, Answer<T> answer);
  }
}
