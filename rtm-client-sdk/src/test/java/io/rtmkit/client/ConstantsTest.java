package io.rtmkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Applications switch on these numbers: each is compared with a table, in both directions. */
class ConstantsTest {
  @Test
  void everyConstantHasItsNumber() throws Exception {
    assertThat(constantsOfTheSdk()).isEqualTo(table());
  }

  @Test
  void prefixesOfLegacySignaling() {
    assertThat(RtmClient.AGORA_RTM_END_CALL_PREFIX)
        .isEqualTo("AgoraRTMLegacyEndcallCompatibleMessagePrefix");
    assertThat(RtmClient.AR_RTM_END_CALL_PREFIX)
        .isEqualTo("ArRTMLegacyEndcallCompatibleMessagePrefix");
  }

  private static Map<String, Integer> constantsOfTheSdk() throws IllegalAccessException {
    List<Class<?>> types =
        new ArrayList<>(
            List.of(
                RtmClient.class,
                RtmMessageType.class,
                RtmLockManager.LockError.class,
                RtmServiceContext.SetRtmServiceContextError.class,
                RtmAttributeKind.class,
                PeerOnlineState.class,
                PeerSubscriptionOption.class));
    types.addAll(List.of(RtmStatusCode.class.getClasses()));
    Map<String, Integer> constants = new TreeMap<>();
    for (Class<?> type : types) {
      for (Field field : type.getFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
          constants.put(key(type.getName(), field.getName()), field.getInt(null));
        }
      }
    }
    return constants;
  }

  private static Map<String, Integer> table() throws IOException {
    Map<String, Integer> constants = new TreeMap<>();
    try (InputStream file = ConstantsTest.class.getResourceAsStream("/constants.txt")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      text.lines().filter(line -> !line.startsWith("#")).forEach(line -> addLine(line, constants));
    }
    return constants;
  }

  private static void addLine(String line, Map<String, Integer> constants) {
    String[] words = line.split(" ", -1);
    String prefix = words[1].equals("-") ? "" : words[1];
    for (int i = 2; i < words.length; i++) {
      String[] parts = words[i].split("=", 2);
      String type = RtmClient.class.getPackageName() + "." + words[0];
      constants.put(key(type, prefix + parts[0]), Integer.valueOf(parts[1]));
    }
  }

  private static String key(String type, String name) {
    return type + "." + name;
  }
}
