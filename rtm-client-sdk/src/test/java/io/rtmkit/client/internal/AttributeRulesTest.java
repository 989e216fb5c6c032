package io.rtmkit.client.internal;

import static io.rtmkit.client.internal.UserAttributesTest.attributes;
import static io.rtmkit.client.internal.UserAttributesTest.nextWrite;

import io.rtmkit.client.ChannelAttributeOptions;
import io.rtmkit.client.RtmAttribute;
import io.rtmkit.client.RtmChannelAttribute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the attribute calls refuse before they ask a server. */
class AttributeRulesTest {
  private static final List<RtmChannelAttribute> TOPIC =
      List.of(new RtmChannelAttribute("topic", "tea"));

  @Test
  void refusesWhatBreaksARule() throws IOException {
    try (Scene scene = new Scene()) {
      scene.login();
      String key = "k".repeat(32);
      String value = "v".repeat(8 * 1024);
      refuses(scene, null, "3: attributes: is null");
      refuses(scene, List.of(), "3: attributes: is empty");
      refuses(scene, Arrays.asList((RtmAttribute) null), "3: attributes[0]: is null");
      refuses(scene, attributes("a=1", "=1"), "3: attributes[1].key: is empty");
      refuses(scene, attributes("a="), "3: attributes[0].value: is empty");
      refuses(scene, List.of(new RtmAttribute(null, null)), "3: attributes[0].key: is empty");
      refuses(
          scene, attributes("a\t=1"), "3: attributes[0].key: character 2 is a control character");
      refuses(
          scene,
          List.of(new RtmAttribute("a", "1", 3)),
          "3: attributes[0].kind: 3 is none of RtmAttributeKind");
      refuses(
          scene,
          attributes(key + "k=1"),
          "4: attributes[0].key: has 33 bytes, at most 32 are allowed");
      refuses(
          scene,
          attributes("é".repeat(16) + "k=1"),
          "4: attributes[0].key: has 33 bytes, at most 32" + " are allowed");
      refuses(
          scene,
          attributes("a=" + value + "v"),
          "4: attributes[0].value: has 8193 bytes, at most 8192 are allowed");
      refuses(scene, numbered(33), "4: attributes: has 33 entries, at most 32");
      refuses(
          scene,
          attributes("a=" + value, "b=" + value, "c=" + value, "d=" + value),
          "4: attributes: keys and values have 32772 bytes, at most 32768");
    }
  }

  @Test
  void refusesKeysThatBreakARule() throws IOException {
    try (Scene scene = new Scene()) {
      scene.login();
      scene.client.deleteLocalUserAttributesByKeys(null, scene.events.answer("null"));
      scene.client.deleteLocalUserAttributesByKeys(List.of(), scene.events.answer("none"));
      scene.client.deleteLocalUserAttributesByKeys(
          Arrays.asList("a", null), scene.events.answer("null key"));
      scene.client.deleteLocalUserAttributesByKeys(
          List.of("k".repeat(33)), scene.events.answer("long"));
      scene.client.getUserAttributes(null, scene.events.answer("nobody"));
      scene.client.getUserAttributes("null", scene.events.answer("word"));
      scene.client.getUserAttributesByKeys("bob", null, scene.events.answer("no keys"));
      scene.events.expect(
          "null failed 3: attributeKeys: is empty",
          "none failed 3: attributeKeys: is empty",
          "null key failed 3: attributeKeys[1]: is empty",
          "long failed 4: attributeKeys[0]: has 33 bytes, at most 32 are allowed",
          "nobody failed 3: userId: is empty",
          "word failed 3: userId: may not be the word null",
          "no keys failed 3: attributeKeys: is empty");
    }
  }

  @Test
  void takesWhatIsAtTheLimits() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      String key = "k".repeat(32);
      String value = "v".repeat(8 * 1024);
      accepts(scene, connection, attributes(key + "=" + value));
      accepts(scene, connection, numbered(32));
      accepts(
          scene,
          connection,
          attributes("a=" + value, "b=" + value, "c=" + value, "d=" + value.substring(4)));
    }
  }

  @Test
  void refusesChannelCallsThatBreakARule() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      ChannelAttributeOptions options = new ChannelAttributeOptions();
      options.setLockName("n".repeat(33));
      scene.client.setChannelAttributes(null, TOPIC, null, scene.events.answer("null"));
      scene.client.setChannelAttributes("a/b", TOPIC, null, scene.events.answer("id"));
      scene.client.setChannelAttributes("room", null, null, scene.events.answer("nothing"));
      scene.client.addOrUpdateChannelAttributes(
          "room", List.of(), null, scene.events.answer("none"));
      scene.client.deleteChannelAttributesByKeys("room", null, null, scene.events.answer("keys"));
      scene.client.clearChannelAttributes("room", options, scene.events.answer("lock"));
      scene.client.getChannelAttributes("", scene.events.answer("get"));
      scene.client.getChannelAttributesByKeys(
          "room", List.of(), scene.events.answer("get by keys"));
      scene.client.getChannelAttributeSet("null", scene.events.answer("get set"));
      scene.events.expect(
          "null failed 3: channelId: is empty",
          "id failed 3: channelId: character 2 is not allowed ('/')",
          "nothing failed 3: attributes: is null",
          "none failed 3: attributes: is empty",
          "keys failed 3: attributeKeys: is empty",
          "lock failed 3: lockName: has 33 bytes, at most 32 are allowed",
          "get failed 3: channelId: is empty",
          "get by keys failed 3: attributeKeys: is empty",
          "get set failed 3: channelId: may not be the word null");
      options.setLockName("n".repeat(32));
      scene.client.setChannelAttributes(
          "room", List.of(), options, scene.events.answer("set none"));
      connection.ok(connection.nextRequest());
      scene.events.expect("set none ok");
    }
  }

  private static void refuses(Scene scene, List<RtmAttribute> attributes, String why) {
    scene.client.addOrUpdateLocalUserAttributes(attributes, scene.events.answer("write"));
    scene.events.expect("write failed " + why);
  }

  private static void accepts(
      Scene scene, FakeServer.Connection connection, List<RtmAttribute> attributes)
      throws IOException {
    scene.client.addOrUpdateLocalUserAttributes(attributes, scene.events.answer("write"));
    nextWrite(connection);
    scene.events.expect("write ok");
  }

  private static List<RtmAttribute> numbered(int count) {
    List<RtmAttribute> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(new RtmAttribute("key" + i, "value"));
    }
    return list;
  }
}
