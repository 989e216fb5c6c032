package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmCallEventListener;
import io.rtmkit.client.RtmChannelAttribute;
import io.rtmkit.client.RtmChannelAttributeSet;
import io.rtmkit.client.RtmChannelListener;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmClientListener;
import io.rtmkit.client.RtmDeliveryReceipt;
import io.rtmkit.client.RtmLock;
import io.rtmkit.client.RtmMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Everything that a client tells, in the order in which it came, as lines of text. */
final class Events implements RtmClientListener, RtmChannelListener, RtmCallEventListener {
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private volatile RemoteInvitation received;
  private volatile RtmDeliveryReceipt lastReceipt;

  /** Waits for the next lines, which must be these. */
  void expect(String... expected) {
    for (String line : expected) {
      assertThat(next()).isEqualTo(line);
    }
  }

  String next() {
    try {
      String line = lines.poll(FakeServer.WAIT_MS, TimeUnit.MILLISECONDS);
      return line == null ? "nothing" : line;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What has come without waiting. */
  List<String> rest() {
    return List.copyOf(lines);
  }

  /** The invitation that was received last. */
  RemoteInvitation received() {
    return received;
  }

  RtmDeliveryReceipt lastReceipt() {
    return lastReceipt;
  }

  void add(String line) {
    lines.add(line);
  }

  <T> ResultCallback<T> answer(String call) {
    return new ResultCallback<>() {
      @Override
      public void onSuccess(T result) {
        add(call + " ok" + (result == null ? "" : " " + describe(result)));
      }

      @Override
      public void onFailure(ErrorInfo error) {
        add(call + " failed " + error.getErrorCode() + ": " + error.getErrorDescription());
      }
    };
  }

  private static String describe(Object result) {
    if (result instanceof List<?> list) {
      return list.stream().map(Events::describe).toList().toString();
    }
    return result instanceof io.rtmkit.client.RtmChannelMemberCount count
        ? count.getChannelID() + "=" + count.getMemberCount()
        : result.toString();
  }

  @Override
  public void onConnectionStateChanged(int state, int reason) {
    add("state " + state + "/" + reason);
  }

  @Override
  public void onMessageReceived(RtmMessage message, String peerId) {
    add(peerId + ": " + message.getText());
  }

  @Override
  public void onTokenExpired() {
    add("token expired");
  }

  @Override
  public void onTokenWillExpire() {
    add("token will expire");
  }

  @Override
  public void onTokenPrivilegeWillExpire() {
    add("token privilege will expire");
  }

  @Override
  public void onPeersOnlineStatusChanged(Map<String, Integer> peersStatus) {
    add("peers " + peersStatus);
  }

  @Override
  public void onMemberCountUpdated(int memberCount) {
    add("count " + memberCount);
  }

  @Override
  public void onAttributesUpdated(List<RtmChannelAttribute> attributes) {
    add("attributes " + attributes.size());
  }

  @Override
  public void onAttributesUpdated(RtmChannelAttributeSet attributes) {
    add("attributes " + attributes);
  }

  @Override
  public void onLocksUpdated(String channelId, List<RtmLock> locks) {
    add("locks of " + channelId + " " + locks);
  }

  @Override
  public void onDeliveryReceipt(RtmDeliveryReceipt receipt) {
    lastReceipt = receipt;
    add(receipt.getMessage().getText() + " " + receipt);
  }

  @Override
  public void onLocalInvitationReceivedByPeer(LocalInvitation invitation) {
    add("received by " + invitation.getCalleeId() + ", state " + invitation.getState());
  }

  @Override
  public void onLocalInvitationAccepted(LocalInvitation invitation, String response) {
    assertThat(invitation.getResponse()).isEqualTo(response);
    add("accepted by peer '" + response + "', state " + invitation.getState());
  }

  @Override
  public void onLocalInvitationRefused(LocalInvitation invitation, String response) {
    assertThat(invitation.getResponse()).isEqualTo(response);
    add("refused by peer '" + response + "', state " + invitation.getState());
  }

  @Override
  public void onLocalInvitationCanceled(LocalInvitation invitation) {
    add("own invitation canceled, state " + invitation.getState());
  }

  @Override
  public void onLocalInvitationFailure(LocalInvitation invitation, int errorCode) {
    add("own invitation failed " + errorCode + ", state " + invitation.getState());
  }

  @Override
  public void onRemoteInvitationReceived(RemoteInvitation invitation) {
    received = invitation;
    String what = invitation.getContent() + "/" + invitation.getChannelId();
    add(invitation.getCallerId() + " calls " + what + ", state " + invitation.getState());
  }

  @Override
  public void onRemoteInvitationAccepted(RemoteInvitation invitation) {
    add("accepted, state " + invitation.getState());
  }

  @Override
  public void onRemoteInvitationRefused(RemoteInvitation invitation) {
    add("refused, state " + invitation.getState());
  }

  @Override
  public void onRemoteInvitationCanceled(RemoteInvitation invitation) {
    add("canceled '" + invitation.getContent() + "', state " + invitation.getState());
  }

  @Override
  public void onRemoteInvitationFailure(RemoteInvitation invitation, int errorCode) {
    add("failed " + errorCode + ", state " + invitation.getState());
  }

  @Override
  public void onMessageReceived(RtmMessage message, RtmChannelMember from) {
    add(from + ": " + message.getText());
  }

  @Override
  public void onMemberJoined(RtmChannelMember member) {
    add(member + " joined");
  }

  @Override
  public void onMemberLeft(RtmChannelMember member) {
    add(member + " left");
  }

  @Override
  public void onMessagesMissed(long from, long to) {
    add("missed " + from + " to " + to);
  }

  @Override
  public void onChannelReset() {
    add("channel reset");
  }

  @Override
  public void onMembershipLost(ErrorInfo reason) {
    add("membership lost " + reason.getErrorCode());
  }
}
