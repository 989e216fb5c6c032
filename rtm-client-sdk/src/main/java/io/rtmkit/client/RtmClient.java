package io.rtmkit.client;

import io.rtmkit.client.internal.Clients;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One user's connection to an RTMKit server. Every method may be called from any thread, also from
 * callbacks, and returns at once; every callback may be null. A call with a callback is answered
 * exactly once; 101 if the client was released, 102 if it is not logged in.
 *
 * <p>The server is, in this order: what {@link #setParameters} said, the system property {@code
 * rtm.server}, the environment variable {@code RTM_SERVER}, {@code localhost:7080}. An address is
 * {@code rtm://host:port} (TCP), {@code ws://host:port} (WebSocket), {@code rtms://} or {@code
 * wss://} (the same inside TLS), or {@code host:port} for TCP.
 */
public abstract class RtmClient implements RtmPresence, RtmAttributes, RtmMedia {
  /** Log nothing. */
  public static final int LOG_FILTER_OFF = 0;

  /** Log critical errors. */
  public static final int LOG_FILTER_CRITICAL = 0x0008;

  /** Log errors too. */
  public static final int LOG_FILTER_ERROR = 0x000c;

  /** Log warnings too. */
  public static final int LOG_FILTER_WARNING = 0x000e;

  /** Log the course of the connection too. */
  public static final int LOG_FILTER_INFO = 0x000f;

  /** Text that opens an end-call message of legacy Signaling; carried like any other text. */
  public static final String AGORA_RTM_END_CALL_PREFIX =
      "AgoraRTMLegacyEndcallCompatibleMessagePrefix";

  /** The same in anyRTC's spelling. */
  public static final String AR_RTM_END_CALL_PREFIX = "ArRTMLegacyEndcallCompatibleMessagePrefix";

  /**
   * Creates a client, as on Android.
   *
   * @param context ignored; an Android application passes its Context here
   */
  public static RtmClient createInstance(
      @Nullable Object context, String appId, @Nullable RtmClientListener listener)
      throws Exception {
    return createInstance(appId, listener);
  }

  /**
   * Creates a client whose callbacks come on a thread of its own.
   *
   * @param appId 32 visible ASCII characters
   * @throws Exception (an IllegalArgumentException) if the app id is not valid
   */
  public static RtmClient createInstance(String appId, @Nullable RtmClientListener listener)
      throws Exception {
    return Clients.create(appId, listener, null);
  }

  /**
   * Creates a client whose callbacks come on the given executor.
   *
   * @param callbackExecutor runs the callbacks, one at a time and in order, whatever its threads
   */
  public static RtmClient createInstance(
      String appId, @Nullable RtmClientListener listener, Executor callbackExecutor)
      throws Exception {
    return Clients.create(appId, listener, callbackExecutor);
  }

  /** Does nothing: the region of a self-hosted server is its address. Answers 0. */
  public static int setRtmServiceContext(RtmServiceContext context) {
    return RtmServiceContext.SetRtmServiceContextError.SET_RTM_SERVICE_CONTEXT_ERR_OK;
  }

  /** The version of this SDK. */
  public static String getSdkVersion() {
    return Clients.VERSION;
  }

  /**
   * Ends the client and frees its threads; a user still logged in is logged out. Calls that wait
   * are answered 101. May be called twice, and from callbacks.
   */
  public abstract void release();

  /**
   * Logs in, within 6 seconds. There is no second try after a failure; after a success the
   * connection is kept and restored by itself until logout.
   *
   * @param token null or empty if the app needs none; at most 8 KB
   * @param userId 1 to 64 characters of the permitted set
   * @param callback codes of {@link RtmStatusCode.LoginError}; 8 unless logged out
   */
  public abstract void login(
      @Nullable String token, String userId, @Nullable ResultCallback<Void> callback);

  /**
   * Logs out: the state is DISCONNECTED at once, the callback comes when the server knows it, after
   * 2 seconds at the latest. While the connection is lost the server learns it by silence.
   *
   * @param callback codes of {@link RtmStatusCode.LogoutError}
   */
  public abstract void logout(@Nullable ResultCallback<Void> callback);

  /**
   * Replaces the token. While the connection is lost this reconnects at once with the new one.
   *
   * @param callback codes of {@link RtmStatusCode.RenewTokenError}; 1 after 10 seconds
   */
  public abstract void renewToken(@Nullable String token, @Nullable ResultCallback<Void> callback);

  /** A message without content yet. */
  public abstract RtmMessage createMessage();

  /** A text message. */
  public abstract RtmMessage createMessage(String text);

  /** A raw message; the bytes are copied. */
  public abstract RtmMessage createMessage(byte[] rawMessage);

  /** A raw message with a description; the bytes are copied. */
  public abstract RtmMessage createMessage(byte[] rawMessage, String description);

  /** The next method without options. */
  public abstract void sendMessageToPeer(
      String peerId, RtmMessage message, @Nullable ResultCallback<Void> callback);

  /**
   * Sends a message to a user, within 10 seconds; success means that the receiver's client has it.
   *
   * @param options null for none
   * @param callback codes of {@link RtmStatusCode.PeerMessageError}
   */
  public abstract void sendMessageToPeer(
      String peerId,
      RtmMessage message,
      @Nullable SendMessageOptions options,
      @Nullable ResultCallback<Void> callback);

  /**
   * Makes a handle of a channel; the channel itself begins with its first member. A newer handle of
   * the same id takes over: it gets the events, while the older can still be used.
   *
   * @return the handle, or null if the id is not valid
   */
  public abstract RtmChannel createChannel(String channelId, @Nullable RtmChannelListener listener);

  /** The call invitations of this client. */
  public abstract RtmCallManager getRtmCallManager();

  /** The locks of channels, as this client's user. Not in the older API. */
  public abstract RtmLockManager getRtmLockManager();

  /** The history of this client's conversations. Not in the older API. */
  public abstract RtmHistoryManager getRtmHistoryManager();

  /**
   * Asks how many members channels have, joined or not, within 5 seconds.
   *
   * @param channelIds 1 to 32 ids
   * @param callback the counts in the order of the ids, 0 for an unknown channel; codes of {@link
   *     RtmStatusCode.GetChannelMemberCountErrCode}
   */
  public abstract void getChannelMemberCount(
      List<String> channelIds, @Nullable ResultCallback<List<RtmChannelMemberCount>> callback);

  /**
   * Sets parameters from a JSON object, for the next connection, also of a client that is
   * reconnecting: {@code {"Cmd":"ConfPriCloudAddr","ServerAdd":host,"Port":port,"Wss":true}} or
   * {@code {"rtm.server":address}} names the server, {@code {"rtm.tls.ca_file":path}} a PEM file of
   * the authorities to trust instead of the platform's. Anything else is ignored.
   *
   * @return 0, or 1 if this is no JSON object or the address is not valid; then nothing changed
   */
  public abstract int setParameters(String parameters);

  /**
   * Starts a log at this path; full, it is renamed to path + ".1". Without it nothing is logged.
   *
   * @return 0, or 1 if the file cannot be written
   */
  public abstract int setLogFile(String path);

  /** Chooses what is logged: one of LOG_FILTER_*. At first INFO. Answers 0. */
  public abstract int setLogFilter(int filter);

  /**
   * Sets the size at which the log begins anew, in KB: 512 to 10,240, at first 512. Other sizes are
   * ignored, with a line in the log.
   *
   * @return 0 always
   */
  public abstract int setLogFileSize(int sizeKb);
}
