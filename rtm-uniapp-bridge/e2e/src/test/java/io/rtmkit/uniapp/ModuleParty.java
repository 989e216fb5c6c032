package io.rtmkit.uniapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.fastjson.JSONArray;
import com.alibaba.fastjson.JSONObject;
import java.util.HashMap;
import java.util.Map;

/** A user of AR-RtmModule, whichever way its functions are called. */
abstract class ModuleParty implements Party {
  private final String name;

  ModuleParty(String name) {
    this.name = name;
  }

  /** Calls a function and returns its answer. */
  abstract JSONObject call(String function, JSONObject options);

  /** The oldest event of that name in which a key has that value. */
  abstract JSONObject event(String event, String key, String value);

  @Override
  public String name() {
    return name;
  }

  @Override
  public void join(String channelId) {
    succeed("join", options("channelId", channelId));
  }

  @Override
  public void sayInChannel(String channelId, String text) {
    succeed("sendChannelMessage", options("channelId", channelId, "text", text));
  }

  @Override
  public String heardInChannel(String userId) {
    return event("onChannelMessageReceived", "userId", userId).getString("text");
  }

  @Override
  public void tell(String peerId, String text) {
    succeed("sendMessageToPeer", options("peerId", peerId, "text", text));
  }

  @Override
  public String heardFrom(String userId) {
    return event("onPeerMessageReceived", "peerId", userId).getString("text");
  }

  @Override
  public void setAttributes(Map<String, Object> attributes) {
    succeed("setLocalUserAttributes", new JSONObject(attributes));
  }

  @Override
  public Map<String, Object> attributesOf(String userId) {
    return succeed("getUserAttributes", options("userId", userId))
        .getJSONObject("userAttributesList");
  }

  @Override
  public void setChannelAttributes(String channelId, Map<String, Object> attributes) {
    succeed(
        "setChannelAttributes",
        options("channelId", channelId, "attributes", attributes, "enableNoticeMembers", true));
  }

  @Override
  public Map<String, Object> heardChannelAttributes() {
    JSONArray list =
        event("onAttributesUpdated", "rtmEvent", "onAttributesUpdated")
            .getJSONArray("attributeList");
    Map<String, Object> attributes = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      attributes.put(list.getJSONObject(i).getString("key"), list.getJSONObject(i).get("value"));
    }
    return attributes;
  }

  @Override
  public void invite(String calleeId, String content) {
    succeed("sendLocalInvitation", options("calleeId", calleeId, "content", content));
  }

  @Override
  public String accept(String callerId, String response) {
    String content = event("onRemoteInvitationReceived", "callerId", callerId).getString("content");
    succeed("acceptRemoteInvitation", options("calleeId", callerId, "response", response));
    return content;
  }

  @Override
  public String acceptedBy(String calleeId) {
    return event("onLocalInvitationAccepted", "calleeId", calleeId).getString("response");
  }

  @Override
  public String toString() {
    return name;
  }

  final JSONObject succeed(String function, JSONObject options) {
    JSONObject answer = call(function, options);
    assertThat(answer).as("%s of %s", function, name).containsEntry("code", 0);
    return answer;
  }

  static JSONObject options(Object... keysAndValues) {
    JSONObject options = new JSONObject();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      options.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return options;
  }
}
