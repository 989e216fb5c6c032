package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmCallEventListener;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmChannelAttribute;
import io.rtmkit.client.RtmChannelAttributeSet;
import io.rtmkit.client.RtmChannelListener;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmClientListener;
import io.rtmkit.client.RtmDeliveryReceipt;
import io.rtmkit.client.RtmLock;
import io.rtmkit.client.RtmMessage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A user of the real SDK who writes down everything that happens and can wait for it. */
public final class SdkUser extends EventLog
    implements RtmClientListener, RtmChannelListener, RtmCallEventListener, AutoCloseable {
  private final String userId;
  private final RtmClient client;
  private volatile @Nullable RtmMessage lastMessage;
  private final BlockingQueue<RemoteInvitation> calls = new LinkedBlockingQueue<>();

  public SdkUser(String userId, String address) {
    super(userId);
    this.userId = userId;
    try {
      client = RtmClient.createInstance(TestServer.APP, this);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    client.getRtmCallManager().setEventListener(this);
    assertThat(client.setParameters("{\"rtm.server\":\"" + address + "\"}")).isZero();
  }

  public static SdkUser login(String userId, String address) {
    SdkUser user = new SdkUser(userId, address);
    assertThat(user.login()).isZero();
    return user;
  }

  public int login() {
    return login(null).code();
  }

  public Answer<Void> login(String token) {
    return Answer.of(callback -> client.login(token, userId, callback));
  }

  public RtmClient client() {
    return client;
  }

  public static CompletableFuture<Integer> start(Consumer<ResultCallback<Void>> call) {
    return Answer.start(call).thenApply(Answer::code);
  }

  public static int code(Consumer<ResultCallback<Void>> call) {
    return Answer.of(call).code();
  }

  public static int await(CompletableFuture<Integer> code) {
    return Answer.await(code);
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

  public RtmMessage lastMessage() {
    return Objects.requireNonNull(lastMessage);
  }

  public RemoteInvitation nextCall() {
    try {
      RemoteInvitation call = calls.poll(60, TimeUnit.SECONDS);
      assertThat(call).as("%s was never called: %s", userId, events()).isNotNull();
      return call;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void onConnectionStateChanged(int state, int reason) {
    happened("state " + state + "/" + reason);
  }

  @Override
  public void onMessageReceived(RtmMessage message, String peerId) {
    lastMessage = message;
    happened("peer " + peerId + ": " + message.getText());
    noteOffline(message, peerId);
  }

  private void noteOffline(RtmMessage message, String senderId) {
    if (message.isOfflineMessage()) {
      happened("offline " + senderId + ": " + message.getText());
    }
  }

  @Override
  public void onPeerMessagesLost(long count) {
    happened("lost " + count);
  }

  @Override
  public void onChannelMessagesLost(String channelId, long count) {
    happened("lost " + channelId + " " + count);
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
    happened("presence " + new TreeMap<>(status));
  }

  @Override
  public void onMemberCountUpdated(int count) {
    happened("count " + count);
  }

  @Override
  public void onMemberCountUpdated(String channelId, int count) {
    RtmChannelListener.super.onMemberCountUpdated(channelId, count);
    happened("countOf " + channelId + " " + count);
  }

  @Override
  public void onAttributesUpdated(List<RtmChannelAttribute> attributes) {
    happened("attributes " + attributes);
  }

  @Override
  public void onAttributesUpdated(RtmChannelAttributeSet set) {
    RtmChannelListener.super.onAttributesUpdated(set);
    happened("attributesOf " + set.getChannelId() + " " + set.getRevision());
  }

  @Override
  public void onLocksUpdated(String channelId, List<RtmLock> locks) {
    happened(
        "locks "
            + channelId
            + " "
            + locks.stream().map(l -> l.getName() + "=" + l.getOwnerId()).toList());
  }

  @Override
  public void onDeliveryReceipt(RtmDeliveryReceipt receipt) {
    happened(
        "receipt "
            + receipt.getMessage().getText()
            + " "
            + receipt.getDeliveredTo()
            + " "
            + receipt.getWaiting()
            + (receipt.isComplete() ? " complete" : ""));
  }

  @Override
  public void onMessageReceived(RtmMessage message, RtmChannelMember from) {
    lastMessage = message;
    happened("channel " + from.getUserId() + ": " + message.getText());
    noteOffline(message, from.getUserId());
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

  /** An invitation and its state, as "local 3 bob accepted: yes"; an end also as "ended bob". */
  private void happened(LocalInvitation invitation, String what) {
    happened("local " + invitation.getState(), invitation.getCalleeId(), what);
  }

  private void happened(RemoteInvitation invitation, String what) {
    happened("remote " + invitation.getState(), invitation.getCallerId(), what);
  }

  private void happened(String sideAndState, String peerId, String what) {
    happened(sideAndState + " " + peerId + " " + what);
    if (!what.equals("received")) {
      happened("ended " + peerId);
    }
  }

  @Override
  public void onLocalInvitationReceivedByPeer(LocalInvitation invitation) {
    happened(invitation, "received");
  }

  @Override
  public void onLocalInvitationAccepted(LocalInvitation invitation, String response) {
    happened(invitation, "accepted: " + response);
  }

  @Override
  public void onLocalInvitationRefused(LocalInvitation invitation, String response) {
    happened(invitation, "refused: " + response);
  }

  @Override
  public void onLocalInvitationCanceled(LocalInvitation invitation) {
    happened(invitation, "canceled");
  }

  @Override
  public void onLocalInvitationFailure(LocalInvitation invitation, int errorCode) {
    happened(invitation, "failed: " + errorCode);
  }

  @Override
  public void onRemoteInvitationReceived(RemoteInvitation invitation) {
    happened(invitation, "received");
    calls.add(invitation);
  }

  @Override
  public void onRemoteInvitationAccepted(RemoteInvitation invitation) {
    happened(invitation, "accepted");
  }

  @Override
  public void onRemoteInvitationRefused(RemoteInvitation invitation) {
    happened(invitation, "refused");
  }

  @Override
  public void onRemoteInvitationCanceled(RemoteInvitation invitation) {
    happened(invitation, "canceled");
  }

  @Override
  public void onRemoteInvitationFailure(RemoteInvitation invitation, int errorCode) {
    happened(invitation, "failed: " + errorCode);
  }

  @Override
  public void close() {
    client.release();
  }
}
