package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmChannelAttribute;
import io.rtmkit.client.RtmChannelListener;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmClientListener;
import io.rtmkit.client.RtmMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Everything that a client tells, in the order in which it came, as lines of text. */
final class Events implements RtmClientListener, RtmChannelListener {
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

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
