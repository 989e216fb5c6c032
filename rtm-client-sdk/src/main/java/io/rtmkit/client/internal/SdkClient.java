package io.rtmkit.client.internal;

import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmChannelListener;
import io.rtmkit.client.RtmChannelMemberCount;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.client.SendMessageOptions;
import io.rtmkit.protocol.Ids;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the application holds of a client: copies the arguments and takes them to the loop. */
final class SdkClient extends RtmClient {
  private static final int OK = 0;
  private static final int FAILED = 1;

  private final ClientContext context;
  private final Gateway gateway;
  private final ClientCore core;

  SdkClient(ClientContext context) {
    this.context = context;
    gateway = new Gateway(context.loop, context.callbacks);
    core = new ClientCore(context);
  }

  @Override
  public void release() {
    if (gateway.close()) {
      context.loop.execute(core::release);
    }
  }

  @Override
  public void login(
      @Nullable String token, String userId, @Nullable ResultCallback<Void> callback) {
    String given = token == null ? "" : token;
    gateway.call(Operation.LOGIN, 0, callback, answer -> core.login(given, userId, answer));
  }

  @Override
  public void logout(@Nullable ResultCallback<Void> callback) {
    gateway.call(Operation.LOGOUT, 0, callback, core::logout);
  }

  @Override
  public void renewToken(@Nullable String token, @Nullable ResultCallback<Void> callback) {
    String given = token == null ? "" : token;
    gateway.call(Operation.RENEW_TOKEN, 0, callback, answer -> core.renewToken(given, answer));
  }

  @Override
  public RtmMessage createMessage() {
    return new Message();
  }

  @Override
  public RtmMessage createMessage(String text) {
    RtmMessage message = new Message();
    message.setText(text);
    return message;
  }

  @Override
  public RtmMessage createMessage(byte[] rawMessage) {
    RtmMessage message = new Message();
    message.setRawMessage(rawMessage);
    return message;
  }

  @Override
  public RtmMessage createMessage(byte[] rawMessage, String description) {
    RtmMessage message = new Message();
    message.setRawMessage(rawMessage, description);
    return message;
  }

  @Override
  public void sendMessageToPeer(
      String peerId, RtmMessage message, @Nullable ResultCallback<Void> callback) {
    sendMessageToPeer(peerId, message, null, callback);
  }

  @Override
  public void sendMessageToPeer(
      String peerId,
      RtmMessage message,
      @Nullable SendMessageOptions options,
      @Nullable ResultCallback<Void> callback) {
    OutgoingMessage copy = OutgoingMessage.of(message, options);
    gateway.call(
        Operation.PEER_MESSAGE,
        copy.weight(),
        callback,
        answer -> core.features.peers.send(peerId, copy, answer));
  }

  @Override
  @SuppressWarnings(
      "NullAway") // Declared @Nullable, Kotlin callers of the 1.x API would not compile.
  public RtmChannel createChannel(String channelId, @Nullable RtmChannelListener listener) {
    String problem = Ids.findChannelIdProblem("channelId", channelId);
    if (problem != null) {
      context.log.warn("no channel created: " + problem);
      return null;
    }
    ChannelHandle handle =
        new ChannelHandle(channelId, listener, gateway, context.callbacks, core.features.channels);
    gateway.post(() -> core.features.channels.adopt(handle));
    return handle;
  }

  @Override
  public void getChannelMemberCount(
      List<String> channelIds, @Nullable ResultCallback<List<RtmChannelMemberCount>> callback) {
    List<String> copy =
        channelIds == null ? Collections.<String>emptyList() : new ArrayList<>(channelIds);
    gateway.call(
        Operation.MEMBER_COUNTS,
        0,
        callback,
        (Answer<List<RtmChannelMemberCount>> answer) ->
            core.features.channels.countMembers(copy, answer));
  }

  @Override
  public int setParameters(String parameters) {
    try {
      context.settings.apply(parameters == null ? "" : parameters);
      return OK;
    } catch (IllegalArgumentException e) {
      context.log.warn("setParameters: " + e.getMessage());
      return FAILED;
    }
  }

  @Override
  public int setLogFile(String path) {
    return path != null && context.log.open(path) ? OK : FAILED;
  }

  @Override
  public int setLogFilter(int filter) {
    context.log.setFilter(filter);
    return OK;
  }

  @Override
  public int setLogFileSize(int sizeKb) {
    context.log.setSizeKb(sizeKb);
    return OK;
  }
}
