package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.client.RtmClient;
import io.rtmkit.client.internal.transport.ServerAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pure rules: back-off, states, JSON, parameters, remembered messages, the log. */
class RulesTest {
  @ParameterizedTest
  @CsvSource({
    "0, true, 500", "1, true, 1000", "3, true, 4000", "4, true, 5000", "99, true, 5000",
    "0, false, 500", "5, false, 16000", "6, false, 30000", "10, false, 30000", "99, false, 30000"
  })
  void backOffDoublesUpToItsCeiling(int attempt, boolean withinGrace, long ceiling) {
    assertThat(Backoff.ceilingMs(attempt, withinGrace)).isEqualTo(ceiling);
  }

  @Test
  void backOffUsesTheWholeRangeAboveTheLeast() {
    Random random = new Random(1);
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < 10_000; i++) {
      long wait = Backoff.waitMs(500, 2_000, random);
      least = Math.min(least, wait);
      most = Math.max(most, wait);
    }
    assertThat(least).isBetween(2_000L, 2_010L);
    assertThat(most).isBetween(2_490L, 2_500L);
  }

  @ParameterizedTest
  @CsvSource({
    "DISCONNECTED, CONNECTING",
    "CONNECTING, CONNECTED DISCONNECTED",
    "CONNECTED, DISCONNECTED RECONNECTING ABORTED",
    "RECONNECTING, DISCONNECTED CONNECTED ABORTED",
    "ABORTED, DISCONNECTED"
  })
  void statesFollowTheTable(ConnectionState state, String next) {
    String[] names = state.next().stream().map(Enum::name).toArray(String[]::new);
    assertThat(names).containsExactlyInAnyOrder(next.split(" "));
  }

  @Test
  void jsonIsRead() {
    assertThat(
            Json.parseObject(
                " {\"a\" : \"x\\n\\u00e4\\\\\", \"b\":-1.5e2,\"c\":true,\"d\":null,"
                    + "\"e\":{\"f\":[1,{}]},\"g\":[] } "))
        .hasSize(3)
        .containsEntry("a", "x\nä\\")
        .containsEntry("b", -150.0)
        .containsEntry("c", true);
    assertThat(Json.parseObject("{}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}x",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":tru}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"",
        "{\"a\":'b'}",
        "{\"a\":\"\n\"}",
        "{\"a\":[1,]}",
        "{\"a\":NaN}",
        "null"
      })
  void badJsonIsRefused(String text) {
    assertThatThrownBy(() -> Json.parseObject(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void deepJsonIsRefused() {
    String deep = "{\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}";
    assertThatThrownBy(() -> Json.parseObject(deep)).hasMessageContaining("deep");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'Cmd':'ConfPriCloudAddr','ServerAdd':'1.2.3.4','Port':7080}; rtm://1.2.3.4:7080",
        "{'cmd':'ConfPriCloudAddr','serverAdd':'host','port':'81'}; rtm://host:81",
        "{'Cmd':'ConfPriCloudAddr','ServerAdd':'host'}; rtm://host:7080",
        "{'Cmd':'ConfPriCloudAddr','ServerAdd':'host','Port':443,'Wss':true}; wss://host:443/rtm",
        "{'Cmd':'ConfPriCloudAddr','ServerAdd':'ws://host/x','Port':81}; ws://host:81/x",
        "{'Cmd':'ConfPriCloudAddr','ServerAdd':'host:90','Port':81}; rtm://host:90",
        "{'rtm.server':'rtms://host'}; rtms://host:7080"
      })
  void parametersNameTheServer(String json, String address) {
    ServerSettings settings = new ServerSettings();
    settings.apply(json.replace('\'', '"'));
    assertThat(settings.address()).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Cmd':'ConfPriCloudAddr'}",
        "{'Cmd':'ConfPriCloudAddr','ServerAdd':'h','Port':0}",
        "{'Cmd':'ConfPriCloudAddr','ServerAdd':'h','Port':1.5}",
        "{'Cmd':'ConfPriCloudAddr','ServerAdd':'h','Port':'x'}",
        "{'rtm.server':'http://h'}",
        "nonsense"
      })
  void badParametersChangeNothing(String json) {
    RtmClient client = Clients.create(Scene.APP, null, null);
    assertThat(client.setParameters(json.replace('\'', '"'))).isEqualTo(1);
    client.release();
  }

  @Test
  void unknownParametersAreIgnored() {
    ServerSettings settings = new ServerSettings();
    settings.apply("{\"rtm.log_filter\": 65535}");
    ServerAddress usual = settings.address();
    System.setProperty("rtm.server", "ws://named");
    try {
      assertThat(settings.address()).hasToString("ws://named:80/rtm");
    } finally {
      System.clearProperty("rtm.server");
    }
    assertThat(usual.port()).isEqualTo(7080);
  }

  @Test
  void remembersTheLastMessages() {
    RecentMessages recent = new RecentMessages();
    assertThat(recent.add("bob", 1)).isTrue();
    assertThat(recent.add("bob", 1)).isFalse();
    assertThat(recent.add("carol", 1)).isTrue();
    for (int i = 2; i < RecentMessages.CAPACITY; i++) {
      recent.add("bob", i);
    }
    assertThat(recent.add("bob", 1)).isFalse();
    recent.add("bob", 9_999);
    assertThat(recent.add("bob", 1)).isTrue();
  }

  @Test
  void logIsWrittenFilteredAndRotated(@TempDir Path folder) throws Exception {
    ClientLog log = new ClientLog();
    log.info("before there is a file");
    Path file = folder.resolve("rtm.log");
    assertThat(log.open(file.toString())).isTrue();
    log.setSizeKb(100);
    log.setFilter(RtmClient.LOG_FILTER_WARNING);
    log.info("not shown");
    log.warn("shown");
    assertThat(Files.readAllLines(file)).hasSize(2).last().asString().endsWith(" WARN  shown");
    String filler = "x".repeat(100_000);
    for (int i = 0; i < 7; i++) {
      log.warn(filler);
    }
    assertThat(Files.size(folder.resolve("rtm.log.1"))).isGreaterThan(512 * 1024);
    assertThat(Files.size(file)).isLessThan(512 * 1024);
    log.close();
    assertThat(log.open(folder.resolve("missing/rtm.log").toString())).isFalse();
  }
}
