package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmChannelAttribute;
import io.rtmkit.client.RtmChannelListener;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmClientListener;
import io.rtmkit.client.RtmMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A user of the real SDK who writes down everything that happens and can wait for it. */
public final class SdkUser implements RtmClientListener, RtmChannelListener, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String userId;
  private final RtmClient client;
  private final List<String> events = new ArrayList<>();

  public SdkUser(String userId, String address) {
    this.userId = userId;
    try {
      client = RtmClient.createInstance(TestServer.APP, this);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    assertThat(client.setParameters("{\"rtm.server\":\"" + address + "\"}")).isZero();
  }

  /** Logs in and waits for it. */
  public static SdkUser login(String userId, String address) {
    SdkUser user = new SdkUser(userId, address);
    assertThat(user.login()).isZero();
    return user;
  }

  public int login() {
    return code(callback -> client.login(null, userId, callback));
  }

  public RtmClient client() {
    return client;
  }

  /** An asynchronous call of the SDK. */
  public interface Call {
    void start(ResultCallback<Void> callback);
  }

  /** Starts a call; the result is its code, 0 for success. */
  public static CompletableFuture<Integer> start(Call call) {
    CompletableFuture<Integer> code = new CompletableFuture<>();
    call.start(
        new ResultCallback<>() {
          @Override
          public void onSuccess(Void nothing) {
            complete(0);
          }

          @Override
          public void onFailure(ErrorInfo error) {
            assertThat(error.getErrorDescription()).isNotEmpty();
            complete(error.getErrorCode());
          }

          private void complete(int result) {
            assertThat(code.complete(result)).as("answered once").isTrue();
          }
        });
    return code;
  }

  /** Makes a call and waits for its code. */
  public static int code(Call call) {
    return await(start(call));
  }

  public static int await(CompletableFuture<Integer> code) {
    return code.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  public RtmChannel join(String channelId) {
    RtmChannel channel = client.createChannel(channelId, this);
    assertThat(code(channel::join)).isZero();
    return channel;
  }

  public CompletableFuture<Integer> toPeer(String peerId, String text) {
    return start(cb -> client.sendMessageToPeer(peerId, client.createMessage(text), null, cb));
  }

  public CompletableFuture<Integer> toChannel(RtmChannel channel, String text) {
    return start(cb -> channel.sendMessage(client.createMessage(text), cb));
  }

  private synchronized void happened(String event) {
    events.add(event);
    notifyAll();
  }

  public synchronized List<String> events() {
    return List.copyOf(events);
  }

  /** Everything that happened and starts with this word. */
  public List<String> events(String word) {
    return events().stream().filter(event -> event.startsWith(word + " ")).toList();
  }

  /** Waits until something has happened. */
  public void await(String event) {
    awaitAll(list -> list.contains(event), "the event " + event);
  }

  /** Waits until as many events start with this word. */
  public void await(int count, String word) {
    awaitAll(
        list -> list.stream().filter(event -> event.startsWith(word + " ")).count() >= count,
        count + " times " + word);
  }

  private synchronized void awaitAll(Predicate<List<String>> condition, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.test(events)) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      assertThat(left).as("%s never saw %s; it saw %s", userId, what, events).isPositive();
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void onConnectionStateChanged(int state, int reason) {
    happened("state " + state + "/" + reason);
  }

  @Override
  public void onMessageReceived(RtmMessage message, String peerId) {
    happened("peer " + peerId + ": " + message.getText());
  }

  @Override
  public void onTokenExpired() {
    happened("token expired");
  }

  @Override
  public void onTokenWillExpire() {
    happened("token willExpire");
  }

  @Override
  public void onPeersOnlineStatusChanged(Map<String, Integer> status) {
    happened("presence " + status);
  }

  @Override
  public void onMemberCountUpdated(int count) {
    happened("count " + count);
  }

  @Override
  public void onAttributesUpdated(List<RtmChannelAttribute> attributes) {
    happened("attributes " + attributes);
  }

  @Override
  public void onMessageReceived(RtmMessage message, RtmChannelMember from) {
    happened("channel " + from.getUserId() + ": " + message.getText());
  }

  @Override
  public void onMemberJoined(RtmChannelMember member) {
    happened("joined " + member.getUserId());
  }

  @Override
  public void onMemberLeft(RtmChannelMember member) {
    happened("left " + member.getUserId());
  }

  @Override
  public void onMessagesMissed(long from, long to) {
    happened("missed " + from + "-" + to);
  }

  @Override
  public void onChannelReset() {
    happened("reset channel");
  }

  @Override
  public void close() {
    client.release();
  }
}
