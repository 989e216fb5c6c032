package io.rtmkit.loadtest.chaos;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmChannelMemberCount;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmClientListener;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.client.RtmStatusCode.ConnectionState;
import io.rtmkit.client.RtmStatusCode.JoinChannelError;
import io.rtmkit.client.RtmStatusCode.LoginError;
import io.rtmkit.client.RtmStatusCode.PeerSubscriptionStatusError;
import io.rtmkit.client.SendMessageOptions;
import io.rtmkit.loadtest.check.Call;
import io.rtmkit.loadtest.check.CallKind;
import io.rtmkit.loadtest.check.History;
import io.rtmkit.loadtest.check.MessageId;
import io.rtmkit.loadtest.check.Observation;
import io.rtmkit.loadtest.check.Payload;
import io.rtmkit.loadtest.check.Received;
import io.rtmkit.loadtest.check.StateChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A user with one real client, whose every call and callback goes into a history. Thread-safe; the
 * listener's methods are called one at a time.
 */
final class ChaosUser implements RtmClientListener {
  // What the API promises for each call.
  private static final Duration LOGIN = Duration.ofSeconds(6);
  private static final Duration LOGOUT = Duration.ofSeconds(2);
  private static final Duration SEND = Duration.ofSeconds(10);
  private static final Duration PRESENCE = Duration.ofSeconds(10);
  private static final Duration OTHER = Duration.ofSeconds(5);

  private static final Set<Integer> LOGGED_IN =
      Set.of(LoginError.LOGIN_ERR_OK, LoginError.LOGIN_ERR_ALREADY_LOGIN);
  private static final Set<Integer> JOINED =
      Set.of(
          JoinChannelError.JOIN_CHANNEL_ERR_OK, JoinChannelError.JOIN_CHANNEL_ERR_ALREADY_JOINED);
  private static final Set<Integer> WATCHES =
      Set.of(PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_OK);
  private static final long RETRY_MS = 500;
  // More than one sends: messages of two clients of one user have different numbers.
  private static final long MESSAGES_PER_CLIENT = 10_000_000;

  private final String id;
  private final Scene scene;
  private final History history;
  private final RtmClient client;
  private final Map<String, RtmChannel> channels = new LinkedHashMap<>();
  private final CallEar calls;
  private final PresenceEar presence;
  private volatile boolean present;
  private volatile int state;

  @GuardedBy("this")
  private long sequence;

  /**
   * A user who is not there yet.
   *
   * @param number of its client, to tell several of one user apart
   * @param watched users whose presence it wants to be told
   */
  ChaosUser(String id, int number, List<String> channelIds, List<String> watched, Scene scene) {
    this.id = id;
    this.scene = scene;
    this.history = new History(id, id + "/" + number, scene.runId());
    this.sequence = (number - 1) * MESSAGES_PER_CLIENT;
    try {
      client = RtmClient.createInstance(Scene.APP, this, scene.callbacks());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    if (client.setParameters("{\"rtm.server\":\"" + scene.address() + "\"}") != 0) {
      throw new IllegalStateException("no address of a server: " + scene.address());
    }
    for (String channel : channelIds) {
      ChannelEar ear = new ChannelEar(channel, history, scene.clock(), () -> joinAgain(channel));
      channels.put(channel, Objects.requireNonNull(client.createChannel(channel, ear)));
    }
    presence = new PresenceEar(client, watched);
    calls = new CallEar(client.getRtmCallManager(), history, scene.clock());
    client.getRtmCallManager().setEventListener(calls);
  }

  String id() {
    return id;
  }

  History history() {
    return history;
  }

  List<String> channels() {
    return List.copyOf(channels.keySet());
  }

  /** Whether the user is logged in and in the channels, as far as it knows. */
  boolean isPresent() {
    return present;
  }

  /** Whether the user has a connection, or wants none. */
  boolean isBack() {
    return !present || state == ConnectionState.CONNECTION_STATE_CONNECTED;
  }

  /** Logs in and joins the channels, however often it takes. */
  CompletableFuture<Void> enter() {
    return insist(this::login, LOGGED_IN)
        .thenCompose(
            loggedIn ->
                CompletableFuture.allOf(
                    channels.keySet().stream()
                        .map(channel -> insist(() -> join(channel), JOINED))
                        .toArray(CompletableFuture[]::new)))
        .thenCompose(
            joined ->
                presence.watchesNobody()
                    ? CompletableFuture.<Void>completedFuture(null)
                    : insist(this::watch, WATCHES))
        .thenRun(() -> present = true);
  }

  /** Logs in once; completes with the answer. */
  CompletableFuture<Integer> login() {
    PendingCall<Void> pending = begin(CallKind.LOGIN, "", LOGIN);
    client.login(null, id, pending);
    return pending.code();
  }

  /** Logs out; completes with the answer. */
  CompletableFuture<Integer> leave() {
    present = false;
    presence.forget();
    PendingCall<Void> pending = begin(CallKind.LOGOUT, "", LOGOUT);
    client.logout(pending);
    return pending.code();
  }

  synchronized void sendToPeer(String peer, SendMessageOptions options) {
    MessageId message = MessageId.toPeer(id, peer, ++sequence);
    client.sendMessageToPeer(peer, content(message), options, beginSend(message, options));
  }

  synchronized void sendToChannel(String channel, SendMessageOptions options) {
    MessageId message = MessageId.toChannel(id, channel, ++sequence);
    RtmChannel to = Objects.requireNonNull(channels.get(channel));
    to.sendMessage(content(message), options, beginSend(message, options));
  }

  /** Invites a user; what becomes of it goes into the history. */
  void invite(String callee, long number) {
    String name = CallEar.name(id, number);
    PendingCall<Void> pending = begin(CallKind.INVITE, name, SEND);
    calls.call(callee, name, pending);
  }

  /** Whether every invitation that this user knows of has ended. */
  boolean isWithoutCalls() {
    return calls.isOver();
  }

  /** Whether the user knows that it has no session any more, nor will have. */
  boolean isOut() {
    return state == ConnectionState.CONNECTION_STATE_ABORTED
        || state == ConnectionState.CONNECTION_STATE_DISCONNECTED;
  }

  /**
   * Looks at the rosters and the counts of the channels, and puts them into the history.
   *
   * @param asked users whose presence is looked at too
   */
  CompletableFuture<Void> look(Set<String> asked) {
    Map<String, PendingCall<List<RtmChannelMember>>> rosters = new LinkedHashMap<>();
    channels.forEach(
        (channelId, channel) -> {
          PendingCall<List<RtmChannelMember>> pending = begin(CallKind.READ, channelId, OTHER);
          channel.getMembers(pending);
          rosters.put(channelId, pending);
        });
    PendingCall<List<RtmChannelMemberCount>> counts = begin(CallKind.READ, "counts", OTHER);
    client.getChannelMemberCount(channels(), counts);
    List<CompletableFuture<?>> all = new ArrayList<>(List.of(counts.code()));
    rosters.values().forEach(pending -> all.add(pending.code()));
    PendingCall<Map<String, Boolean>> online = begin(CallKind.READ, "presence", PRESENCE);
    if (asked.isEmpty()) {
      online.onSuccess(Map.of());
    } else {
      client.queryPeersOnlineStatus(asked, online);
    }
    all.add(online.code());
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenRun(
            () -> {
              List<Observation> seen = Sights.channels(rosters, counts);
              seen.addAll(presence.observations(asked, online.result()));
              history.setObservations(seen);
            });
  }

  void release() {
    client.release();
  }

  @Override
  public void onConnectionStateChanged(int newState, int reason) {
    state = newState;
    history.add(new StateChange(scene.clock().now(), newState));
  }

  @Override
  public void onMessageReceived(RtmMessage message, String peerId) {
    long now = scene.clock().now();
    boolean offline = message.isOfflineMessage();
    history.add(new Received.Receipt(now, peerId, id, offline, message.getText()));
  }

  @Override
  public void onPeersOnlineStatusChanged(Map<String, Integer> peersStatus) {
    presence.told(peersStatus);
  }

  private CompletableFuture<Integer> watch() {
    PendingCall<Void> pending = begin(CallKind.READ, "presence", PRESENCE);
    presence.watch(pending);
    return pending.code();
  }

  private CompletableFuture<Integer> join(String channelId) {
    PendingCall<Void> pending = begin(CallKind.JOIN, channelId, OTHER);
    Objects.requireNonNull(channels.get(channelId)).join(pending);
    return pending.code();
  }

  // A user who is leaving loses its memberships too, and wants none back.
  private void joinAgain(String channelId) {
    if (present) {
      insist(() -> join(channelId), JOINED);
    }
  }

  private RtmMessage content(MessageId message) {
    return client.createMessage(new Payload(scene.runId(), message).text());
  }

  private PendingCall<Void> beginSend(MessageId message, SendMessageOptions options) {
    long now = scene.clock().now();
    return begin(Call.send(message, options.enableOfflineMessaging, now, micros(SEND)));
  }

  private <T> PendingCall<T> begin(CallKind kind, String target, Duration timeout) {
    return begin(Call.of(kind, target, scene.clock().now(), micros(timeout)));
  }

  private <T> PendingCall<T> begin(Call call) {
    history.add(call);
    return new PendingCall<>(call, scene.clock());
  }

  /** Calls again and again until the answer is one of these codes. */
  private CompletableFuture<Void> insist(
      Supplier<CompletableFuture<Integer>> call, Set<Integer> codes) {
    return call.get()
        .thenCompose(
            code ->
                codes.contains(code)
                    ? CompletableFuture.<Void>completedFuture(null)
                    : later().thenCompose(now -> insist(call, codes)));
  }

  private CompletableFuture<Void> later() {
    CompletableFuture<Void> later = new CompletableFuture<>();
    scene.timer().schedule(() -> later.complete(null), RETRY_MS, TimeUnit.MILLISECONDS);
    return later;
  }

  private static long micros(Duration duration) {
    return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
  }
}
