package io.rtmkit.uniapp;

import io.rtmkit.client.ChannelAttributeOptions;
import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.ResultFuture;
import io.rtmkit.client.RtmAttribute;
import io.rtmkit.client.RtmAttributeKind;
import io.rtmkit.client.RtmCallEventListener;
import io.rtmkit.client.RtmCallManager;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmChannelAttribute;
import io.rtmkit.client.RtmChannelListener;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmClientListener;
import io.rtmkit.client.RtmException;
import io.rtmkit.client.RtmMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A user of the Java SDK. */
final class SdkParty implements Party, RtmClientListener, RtmChannelListener, RtmCallEventListener {
  private static final int TIMEOUT_S = 15;

  private final String name;
  private final RtmClient client;
  private final Map<String, RtmChannel> channels = new HashMap<>();
  private final Map<String, BlockingQueue<Object>> heard = new ConcurrentHashMap<>();

  SdkParty(TestServer server, String name) throws Exception {
    this.name = name;
    client = RtmClient.createInstance(TestServer.APP, this);
    client.setParameters("{\"rtm.server\": \"" + server.address() + "\"}");
    client.getRtmCallManager().setEventListener(this);
    this.<Void>await(done -> client.login(null, name, done));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void join(String channelId) {
    RtmChannel channel = client.createChannel(channelId, this);
    channels.put(channelId, channel);
    this.<Void>await(channel::join);
  }

  @Override
  public void sayInChannel(String channelId, String text) {
    this.<Void>await(done -> channels.get(channelId).sendMessage(client.createMessage(text), done));
  }

  @Override
  public String heardInChannel(String userId) {
    return (String) take("channel " + userId);
  }

  @Override
  public void tell(String peerId, String text) {
    this.<Void>await(done -> client.sendMessageToPeer(peerId, client.createMessage(text), done));
  }

  @Override
  public String heardFrom(String userId) {
    return (String) take("peer " + userId);
  }

  @Override
  public void setAttributes(Map<String, Object> attributes) {
    List<RtmAttribute> list = new ArrayList<>();
    attributes.forEach(
        (key, value) -> list.add(new RtmAttribute(key, value.toString(), kind(value))));
    this.<Void>await(done -> client.setLocalUserAttributes(list, done));
  }

  @Override
  public Map<String, Object> attributesOf(String userId) {
    return toMap(this.<List<RtmAttribute>>await(done -> client.getUserAttributes(userId, done)));
  }

  @Override
  public void setChannelAttributes(String channelId, Map<String, Object> attributes) {
    List<RtmChannelAttribute> list = new ArrayList<>();
    attributes.forEach(
        (key, value) ->
            list.add(new RtmChannelAttribute(key, value.toString(), kind(value), "", 0)));
    this.<Void>await(
        done ->
            client.setChannelAttributes(channelId, list, new ChannelAttributeOptions(true), done));
  }

  @Override
  @SuppressWarnings("unchecked")
  public Map<String, Object> heardChannelAttributes() {
    return (Map<String, Object>) take("attributes");
  }

  @Override
  public void invite(String calleeId, String content) {
    RtmCallManager calls = client.getRtmCallManager();
    LocalInvitation invitation = calls.createLocalInvitation(calleeId);
    invitation.setContent(content);
    this.<Void>await(done -> calls.sendLocalInvitation(invitation, done));
  }

  @Override
  public String accept(String callerId, String response) {
    RemoteInvitation invitation = (RemoteInvitation) take("invited " + callerId);
    invitation.setResponse(response);
    this.<Void>await(done -> client.getRtmCallManager().acceptRemoteInvitation(invitation, done));
    return invitation.getContent();
  }

  @Override
  public String acceptedBy(String calleeId) {
    return (String) take("accepted " + calleeId);
  }

  @Override
  public void close() {
    client.logout(null);
    client.release();
  }

  @Override
  public void onMessageReceived(RtmMessage message, String peerId) {
    put("peer " + peerId, message.getText());
  }

  @Override
  public void onMessageReceived(RtmMessage message, RtmChannelMember fromMember) {
    put("channel " + fromMember.getUserId(), message.getText());
  }

  @Override
  public void onAttributesUpdated(List<RtmChannelAttribute> attributes) {
    put("attributes", toMap(attributes));
  }

  @Override
  public void onRemoteInvitationReceived(RemoteInvitation invitation) {
    put("invited " + invitation.getCallerId(), invitation);
  }

  @Override
  public void onLocalInvitationAccepted(LocalInvitation invitation, String response) {
    put("accepted " + invitation.getCalleeId(), response);
  }

  @Override
  public String toString() {
    return name;
  }

  private static int kind(Object value) {
    if (value instanceof Boolean) {
      return RtmAttributeKind.BOOLEAN;
    }
    return value instanceof Number ? RtmAttributeKind.NUMBER : RtmAttributeKind.STRING;
  }

  private static Map<String, Object> toMap(List<? extends RtmAttribute> attributes) {
    Map<String, Object> map = new HashMap<>();
    for (RtmAttribute each : attributes) {
      Object value =
          switch (each.getKind()) {
            case RtmAttributeKind.BOOLEAN -> Boolean.valueOf(each.getValue());
            case RtmAttributeKind.NUMBER -> Integer.valueOf(each.getValue());
            default -> each.getValue();
          };
      map.put(each.getKey(), value);
    }
    return map;
  }

  private void put(String key, Object value) {
    heard.computeIfAbsent(key, k -> new LinkedBlockingQueue<>()).add(value);
  }

  private Object take(String key) {
    try {
      Object value =
          heard
              .computeIfAbsent(key, k -> new LinkedBlockingQueue<>())
              .poll(TIMEOUT_S, TimeUnit.SECONDS);
      if (value == null) {
        throw new AssertionError(name + " heard no \"" + key + "\" within " + TIMEOUT_S + " s");
      }
      return value;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> T await(Consumer<ResultCallback<T>> call) {
    ResultFuture<T> done = new ResultFuture<>();
    call.accept(done);
    try {
      return done.get(TIMEOUT_S, TimeUnit.SECONDS);
    } catch (RtmException | TimeoutException | InterruptedException e) {
      throw new AssertionError(name + ": " + e.getMessage(), e);
    }
  }
}
