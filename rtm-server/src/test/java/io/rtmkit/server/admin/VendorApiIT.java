package io.rtmkit.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.server.e2e.SdkUser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendors' calls, as back ends that were written for them make them. */
class VendorApiIT {
  private static final String BASE = "/dev/v2/project/" + AdminServer.APP + "/rtm";
  private static final String ALL_TIME =
      "'start_time':'2020-01-01T00:00:00Z','end_time':'2100-01-01T00:00:00Z'";

  private final AdminServer server =
      AdminServer.start(Map.of("history.channel-readers", "everyone"));
  private final AdminClient backEnd = server.keyOf(AdminServer.APP);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void peerMessagesAnswerWithTheVendorsCodes() {
    try (SdkUser bob = server.login("bob")) {
      assertThat(code("?wait_for_ack=true", "{'destination':'bob','payload':'Hello'}"))
          .isEqualTo("success message_delivered");
      bob.await("peer alice: Hello");
      assertThat(code("", "{'destination':'bob','payload':'again'}"))
          .isEqualTo("success message_sent");
    }
    assertThat(code("?wait_for_ack=false", "{'destination':'carol','payload':'x'}"))
        .isEqualTo("failed peer_offline");
    assertThat(code("", "{'destination':'carol','payload':'x','enable_offline_messaging':true}"))
        .isEqualTo("success message_offline");
    try (SdkUser carol = server.login("carol")) {
      carol.await("offline alice: x");
    }
  }

  private String code(String query, String body) {
    AdminClient.Answer answer = backEnd.post(BASE + "/users/alice/peer_messages" + query, body);
    assertThat(answer.status()).as("%s", answer.text()).isEqualTo(200);
    assertThat(answer.body().path("request_id").asText()).matches("\\d+");
    return answer.body().path("result").asText() + " " + answer.body().path("code").asText();
  }

  @ParameterizedTest
  @CsvSource({"x-agora-token, x-agora-uid", "x-ar-token, x-ar-uid", "x-rtm-token, x-rtm-uid"})
  void aUsersTokenSendsAsThatUserAlone(String tokenHeader, String userHeader) {
    String app = server.operator().post("/v1/apps", null).body().path("id").asText();
    String token =
        server
            .operator()
            .post("/v1/apps/" + app + "/tokens", "{'user':'alice'}")
            .body()
            .path("token")
            .asText();
    AdminClient alice =
        AdminClient.withHeaders(server.port(), tokenHeader, token, userHeader, "alice");
    String path = "/dev/v2/project/" + app + "/rtm/users/";
    String body = "{'destination':'bob','payload':'x'}";
    assertThat(alice.post(path + "alice/peer_messages", body).status()).isEqualTo(200);
    AdminClient.Answer other = alice.post(path + "bob/peer_messages", body);
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.body().path("result").asText()).isEqualTo("failed");
    assertThat(alice.get("/dev/v2/project/" + app + "/rtm/vendor/user_events").status())
        .isEqualTo(403);
    assertThat(alice.post("/v1/apps/" + app + "/messages", "{}").status()).isEqualTo(403);
    AdminClient forged =
        AdminClient.withHeaders(server.port(), tokenHeader, token, userHeader, "mallory");
    assertThat(forged.post(path + "mallory/peer_messages", body).status()).isEqualTo(401);
    AdminClient dev =
        AdminClient.withHeaders(server.port(), tokenHeader, "any", userHeader, "alice");
    assertThat(dev.post(BASE + "/users/alice/peer_messages", body).status())
        .as("an app that takes any token")
        .isEqualTo(401);
  }

  @Test
  void eventsAreTakenOnce() {
    try (SdkUser alice = server.login("alice")) {
      RtmChannel room = alice.join("room");
      assertThat(SdkUser.code(room::leave)).isZero();
    }
    JsonNode users = get("/vendor/user_events").path("events");
    assertThat(users.get(0).path("user_id").asText()).isEqualTo("alice");
    assertThat(users.get(0).path("type").asText()).isEqualTo("Login");
    assertThat(users.get(0).path("ms").asLong()).isPositive();
    JsonNode channels = get("/vendor/channel_events").path("events");
    assertThat(channels.findValuesAsText("type")).startsWith("Join", "Leave");
    assertThat(channels.get(0).path("channel_id").asText()).isEqualTo("room");
    assertThat(get("/vendor/channel_events").path("events")).isEmpty();
  }

  @Test
  void historyIsFoundBySourceAndDestination() {
    keep("alice", "peer_messages", "'destination':'bob'", "to bob");
    keep("bob", "peer_messages", "'destination':'alice'", "to alice");
    keep("alice", "peer_messages", "'destination':'carol'", "to carol");
    keep("alice", "channel_messages", "'channel_name':'room'", "to room");
    keep("carol", "channel_messages", "'channel_name':'bob'", "to a channel called bob");

    assertThat(found("'source':'alice'", "")).containsExactly("to bob", "to carol", "to room");
    assertThat(found("'source':'alice','destination':'bob'", "")).containsExactly("to bob");
    assertThat(found("'destination':'bob'", ""))
        .containsExactly("to bob", "to a channel called bob");
    assertThat(found("'destination':'room'", "")).containsExactly("to room");
    assertThat(found("'source':'room'", "")).isEmpty();
    assertThat(found("'source':'alice'", ",'offset':1,'limit':20,'order':'desc'"))
        .containsExactly("to carol", "to bob");
    assertThat(found("'destination':'bob'", ",'offset':1")).hasSize(1);

    String times = "&start_time=2020-01-01T00:00:00Z&end_time=2100-01-01T00:00:00Z";
    assertThat(get("/message/history/count?source=alice" + times).path("count").asInt())
        .isEqualTo(3);
    assertThat(get("/message/history/count?destination=bob" + times).path("count").asInt())
        .isEqualTo(2);
  }

  private void keep(String sender, String call, String to, String text) {
    AdminClient.Answer answer =
        backEnd.post(
            BASE + "/users/" + sender + "/" + call,
            "{"
                + to
                + ",'payload':'"
                + text
                + "','enable_historical_messaging':true,"
                + "'enable_offline_messaging':true}");
    assertThat(answer.status()).as("%s", answer.text()).isEqualTo(200);
  }

  private List<String> found(String filter, String more) {
    AdminClient.Answer asked =
        backEnd.post(
            BASE + "/message/history/query",
            "{'filter':{" + filter + "," + ALL_TIME + "}" + more + "}");
    assertThat(asked.status()).as("%s", asked.text()).isEqualTo(200);
    String location = asked.body().path("location").asText();
    assertThat(location).startsWith("~/rtm/message/history/query/");
    JsonNode read = get(location.substring("~/rtm".length()));
    assertThat(read.path("code").asText()).isEqualTo("ok");
    return read.path("messages").findValuesAsText("payload");
  }

  @Test
  void whatIsWrongIsToldInBothWays() {
    AdminClient.Answer answer =
        backEnd.post(BASE + "/users/alice/peer_messages", "{'destination':'b/d','payload':'x'}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("result").asText()).isEqualTo("failed");
    assertThat(answer.body().path("field").asText()).isEqualTo("destination");
    AdminClient.Answer time =
        backEnd.get(BASE + "/message/history/count?source=a&start_time=now&end_time=now");
    assertThat(time.body().path("field").asText()).isEqualTo("start_time");
    AdminClient.Answer handle = backEnd.get(BASE + "/message/history/query/bm9uc2Vuc2U");
    assertThat(handle.body().path("field").asText()).isEqualTo("handle");
  }

  private JsonNode get(String path) {
    AdminClient.Answer answer = backEnd.get(BASE + path);
    assertThat(answer.status()).as("%s", answer.text()).isEqualTo(200);
    return answer.body();
  }
}
