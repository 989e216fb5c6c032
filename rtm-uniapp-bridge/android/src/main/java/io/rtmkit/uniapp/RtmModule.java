package io.rtmkit.uniapp;

import com.taobao.weex.common.Destroyable;
import io.dcloud.feature.uniapp.annotation.UniJSMethod;
import io.dcloud.feature.uniapp.bridge.UniJSCallback;
import io.dcloud.feature.uniapp.common.UniModule;
import io.rtmkit.client.RtmClient;
import org.jspecify.annotations.Nullable;

/**
 * The module as the host sees it: one object for each page instance, one annotated method for each
 * function that JavaScript may call; {@link Function} says what each does. Called on the thread of
 * the JavaScript bridge, in the order of the script, and never waits.
 *
 * <p>The host finds methods by name and matches parameters by type: an options parameter of any
 * other type than Object would let it swallow a call whose first argument is a string or a
 * function. Functions without options take the callback first.
 */
public class RtmModule extends UniModule implements Destroyable {
  private final SharedClient client;

  /** For the host. */
  public RtmModule() {
    this(SharedClient.OF_PROCESS);
  }

  RtmModule(SharedClient client) {
    this.client = client;
  }

  @Override
  public void destroy() {
    client.pages.remove(this);
  }

  @Override
  public void onActivityDestroy() {
    client.pages.remove(this);
  }

  /** All events come to this callback, until the page ends or gives another. */
  @UniJSMethod(uiThread = false)
  public void setCallBack(@Nullable UniJSCallback callback) {
    client.pages.put(this, callback);
  }

  /** Answers the version at once, and to the callback. */
  @UniJSMethod(uiThread = false)
  public String getSdkVersion(@Nullable UniJSCallback callback) {
    call(Function.GET_SDK_VERSION, null, callback);
    return RtmClient.getSdkVersion();
  }

  @UniJSMethod(uiThread = false)
  public void createInstance(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.CREATE_INSTANCE, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void login(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.LOGIN, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void logout(@Nullable UniJSCallback callback) {
    call(Function.LOGOUT, null, callback);
  }

  @UniJSMethod(uiThread = false)
  public void release(@Nullable UniJSCallback callback) {
    call(Function.RELEASE, null, callback);
  }

  @UniJSMethod(uiThread = false)
  public void renewToken(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.RENEW_TOKEN, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void setParameters(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.SET_PARAMETERS, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void setLogFile(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.SET_LOG_FILE, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void setLogFilter(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.SET_LOG_FILTER, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void setLogFileSize(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.SET_LOG_FILE_SIZE, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void sendMessageToPeer(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.SEND_MESSAGE_TO_PEER, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void queryPeersOnlineStatus(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.QUERY_PEERS_ONLINE_STATUS, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void subscribePeersOnlineStatus(
      @Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.SUBSCRIBE_PEERS_ONLINE_STATUS, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void unsubscribePeersOnlineStatus(
      @Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.UNSUBSCRIBE_PEERS_ONLINE_STATUS, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void queryPeersBySubscriptionOption(
      @Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.QUERY_PEERS_BY_SUBSCRIPTION_OPTION, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void setLocalUserAttributes(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.SET_LOCAL_USER_ATTRIBUTES, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void addOrUpdateLocalUserAttributes(
      @Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.ADD_OR_UPDATE_LOCAL_USER_ATTRIBUTES, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void deleteLocalUserAttributesByKeys(
      @Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.DELETE_LOCAL_USER_ATTRIBUTES_BY_KEYS, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void clearLocalUserAttributes(@Nullable UniJSCallback callback) {
    call(Function.CLEAR_LOCAL_USER_ATTRIBUTES, null, callback);
  }

  @UniJSMethod(uiThread = false)
  public void getUserAttributes(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.GET_USER_ATTRIBUTES, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void getUserAttributesByKeys(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.GET_USER_ATTRIBUTES_BY_KEYS, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void createChannel(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.CREATE_CHANNEL, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void join(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.JOIN, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void leave(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.LEAVE, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void sendChannelMessage(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.SEND_CHANNEL_MESSAGE, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void getMembers(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.GET_MEMBERS, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void channelRelease(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.CHANNEL_RELEASE, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void getChannelMemberCount(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.GET_CHANNEL_MEMBER_COUNT, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void setChannelAttributes(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.SET_CHANNEL_ATTRIBUTES, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void addOrUpdateChannelAttributes(
      @Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.ADD_OR_UPDATE_CHANNEL_ATTRIBUTES, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void deleteChannelAttributesByKeys(
      @Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.DELETE_CHANNEL_ATTRIBUTES_BY_KEYS, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void clearChannelAttributes(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.CLEAR_CHANNEL_ATTRIBUTES, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void getChannelAttributes(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.GET_CHANNEL_ATTRIBUTES, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void getChannelAttributesByKeys(
      @Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.GET_CHANNEL_ATTRIBUTES_BY_KEYS, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void setCallEventListener(@Nullable UniJSCallback callback) {
    call(Function.SET_CALL_EVENT_LISTENER, null, callback);
  }

  @UniJSMethod(uiThread = false)
  public void sendLocalInvitation(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.SEND_LOCAL_INVITATION, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void cancelLocalInvitation(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.CANCEL_LOCAL_INVITATION, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void acceptRemoteInvitation(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.ACCEPT_REMOTE_INVITATION, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void refuseRemoteInvitation(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.REFUSE_REMOTE_INVITATION, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void queryHistory(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.QUERY_HISTORY, options, callback);
  }

  @UniJSMethod(uiThread = false)
  public void countHistory(@Nullable Object options, @Nullable UniJSCallback callback) {
    call(Function.COUNT_HISTORY, options, callback);
  }

  private void call(Function function, @Nullable Object options, @Nullable UniJSCallback callback) {
    client.call(this, function, options, callback);
  }
}
