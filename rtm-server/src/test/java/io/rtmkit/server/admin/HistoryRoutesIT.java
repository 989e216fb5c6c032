package io.rtmkit.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.Keep;
import io.rtmkit.server.e2e.SdkUser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The history as back ends read it: of whom, from where to where, in pieces. */
class HistoryRoutesIT {
  private static final String HISTORY = "/v1/apps/" + AdminServer.APP + "/history";
  private static final int CACHED = 4;

  private final AdminServer server = AdminServer.start();
  private final AdminClient backEnd = server.keyOf(AdminServer.APP);

  /** Alice says m1, m2 and m3 to bob, and c1 in the room; carol says m4 to bob. */
  @BeforeEach
  void talk() {
    try (SdkUser alice = server.login("alice");
        SdkUser carol = server.login("carol")) {
      for (String text : List.of("m1", "m2", "m3")) {
        keep(alice, text);
      }
      RtmChannel room = alice.join("room");
      Answer.await(Keep.send(alice, room, "c1", Keep.historical())).orFail();
      keep(carol, "m4");
    }
  }

  private static void keep(SdkUser from, String text) {
    Answer.await(Keep.send(from, "bob", text, Keep.both())).expectRefusal(CACHED);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode get(String query) {
    AdminClient.Answer answer = backEnd.get(HISTORY + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body();
  }

  private List<String> texts(String query) {
    return get(query).path("messages").findValuesAsText("text");
  }

  private long count(String query) {
    return get("/count" + query).path("count").asLong(-1);
  }

  @Test
  void eachWayToAskFindsItsMessages() {
    assertThat(texts("?channel=room")).containsExactly("c1");
    assertThat(texts("?user=bob&peer=alice")).containsExactly("m1", "m2", "m3");
    assertThat(texts("?user=alice&peer=bob&order=desc")).containsExactly("m3", "m2", "m1");
    assertThat(texts("?sentBy=alice")).containsExactly("m1", "m2", "m3", "c1");
    assertThat(texts("?receivedBy=bob")).containsExactly("m1", "m2", "m3", "m4");
    assertThat(texts("?channel=empty")).isEmpty();
    assertThat(get("?channel=empty").has("cursor")).isFalse();
  }

  @Test
  void aMessageSaysFromWhomToWhom() {
    JsonNode toChannel = get("?channel=room").at("/messages/0");
    assertThat(toChannel.path("from").asText()).isEqualTo("alice");
    assertThat(toChannel.path("channel").asText()).isEqualTo("room");
    assertThat(toChannel.has("peer")).isFalse();
    assertThat(toChannel.path("atMs").asLong()).isPositive();
    assertThat(toChannel.path("messageId").asText()).matches("\\d+");
    assertThat(get("?receivedBy=bob").at("/messages/3/from").asText()).isEqualTo("carol");
    assertThat(get("?receivedBy=bob").at("/messages/3/peer").asText()).isEqualTo("bob");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?user=alice&peer=bob&limit=1",
        "?receivedBy=bob&limit=1",
        "?receivedBy=bob&limit=2&order=desc",
        "?sentBy=alice&limit=3"
      })
  void piecesAreTheWhole(String query) {
    List<String> pieces = new ArrayList<>();
    JsonNode page = get(query);
    pieces.addAll(page.path("messages").findValuesAsText("text"));
    while (page.path("more").asBoolean()) {
      page = get(query + "&cursor=" + page.path("cursor").asText());
      assertThat(page.path("messages")).isNotEmpty();
      pieces.addAll(page.path("messages").findValuesAsText("text"));
    }
    assertThat(pieces).isEqualTo(texts(query.replaceAll("&limit=\\d", "")));
  }

  @Test
  void countsAreOfTheSameMessagesAndTimes() {
    assertThat(count("?channel=room")).isEqualTo(1);
    assertThat(count("?user=alice&peer=bob")).isEqualTo(3);
    assertThat(count("?sentBy=alice")).isEqualTo(4);
    assertThat(count("?receivedBy=bob")).isEqualTo(4);
    long later = System.currentTimeMillis() + 1;
    assertThat(count("?receivedBy=bob&fromMs=" + later)).isZero();
    assertThat(count("?receivedBy=bob&toMs=" + later)).isEqualTo(4);
    assertThat(texts("?receivedBy=bob&fromMs=" + later)).isEmpty();
    assertThat(texts("?receivedBy=bob&toMs=1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?user=alice",
        "?peer=bob",
        "?channel=room&peer=bob",
        "?channel=room&sentBy=alice",
        "?sentBy=alice&receivedBy=bob",
        "?user=alice&peer=bob&channel=room",
        "?channel=ro%2Fom",
        "?channel=room&cursor=nonsense",
        "?channel=room&cursor=bm9uc2Vuc2U",
        "?channel=room&limit=0",
        "?channel=room&order=up",
        "?channel=room&color=red"
      })
  void whatSaysNothingCertainIsRefused(String query) {
    AdminClient.Answer answer = backEnd.get(HISTORY + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.body().path("detail").asText()).isNotEmpty();
  }
}
