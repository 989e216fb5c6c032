package io.rtmkit.client.internal;

import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmCallManager;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmChannelListener;
import io.rtmkit.client.RtmChannelMemberCount;
import io.rtmkit.client.RtmHistoryManager;
import io.rtmkit.client.RtmLockManager;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.client.SendMessageOptions;
import io.rtmkit.protocol.Ids;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the application holds of a client: copies the arguments and takes them to the loop. */
final class SdkClient extends SdkAttributeCalls {
  private static final int OK = 0;
  private static final int FAILED = 1;

  private final ClientContext context;
  private final ClientCore core;
  private final CallManager calls;
  private final Locks locks;
  private final History history;

  SdkClient(ClientContext context) {
    this(context, new Gateway(context.loop, context.callbacks), new ClientCore(context));
  }

  private SdkClient(ClientContext context, Gateway gateway, ClientCore core) {
    super(gateway, core.features);
    this.context = context;
    this.core = core;
    calls = new CallManager(gateway, features.invitations);
    locks = new Locks(gateway, features.requests);
    history = new History(gateway, features.requests);
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
        answer -> features.peers.send(peerId, copy, answer));
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
        new ChannelHandle(channelId, listener, gateway, context.callbacks, features.channels);
    gateway.post(() -> features.channels.adopt(handle));
    return handle;
  }

  @Override
  public RtmCallManager getRtmCallManager() {
    return calls;
  }

  @Override
  public RtmLockManager getRtmLockManager() {
    return locks;
  }

  @Override
  public RtmHistoryManager getRtmHistoryManager() {
    return history;
  }

  @Override
  public void queryPeersOnlineStatus(
      Set<String> peerIds, @Nullable ResultCallback<Map<String, Boolean>> callback) {
    List<String> ids = copy(peerIds);
    gateway.call(
        Operation.QUERY_PRESENCE,
        0,
        callback,
        (Answer<Map<String, Boolean>> answer) -> features.presence.query(ids, answer));
  }

  @Override
  public void subscribePeersOnlineStatus(
      Set<String> peerIds, @Nullable ResultCallback<Void> callback) {
    List<String> ids = copy(peerIds);
    gateway.call(
        Operation.WATCH_PRESENCE, 0, callback, answer -> features.presence.subscribe(ids, answer));
  }

  @Override
  public void unsubscribePeersOnlineStatus(
      Set<String> peerIds, @Nullable ResultCallback<Void> callback) {
    List<String> ids = copy(peerIds);
    gateway.call(
        Operation.WATCH_PRESENCE,
        0,
        callback,
        answer -> features.presence.unsubscribe(ids, answer));
  }

  @Override
  public void queryPeersBySubscriptionOption(
      Integer option, @Nullable ResultCallback<Set<String>> callback) {
    gateway.call(
        Operation.LIST_WATCHED,
        0,
        callback,
        (Answer<Set<String>> answer) -> features.presence.list(option, answer));
  }

  @Override
  public void getChannelMemberCount(
      List<String> channelIds, @Nullable ResultCallback<List<RtmChannelMemberCount>> callback) {
    List<String> ids = copy(channelIds);
    gateway.call(
        Operation.MEMBER_COUNTS,
        0,
        callback,
        (Answer<List<RtmChannelMemberCount>> answer) ->
            features.channels.countMembers(ids, answer));
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
