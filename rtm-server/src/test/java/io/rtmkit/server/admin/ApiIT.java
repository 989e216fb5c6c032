package io.rtmkit.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.server.e2e.SdkUser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The REST API as a back end uses it, with clients on the other side. */
class ApiIT {
  private static final String APP = "/v1/apps/" + AdminServer.APP;

  private final AdminServer server = AdminServer.start();
  private final AdminClient backEnd = server.keyOf(AdminServer.APP);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aMessageGoesToAUserWhoIsOnline() {
    try (SdkUser bob = server.login("bob")) {
      JsonNode sent = send("{'from':'shop','peer':'bob','text':'your parcel','waitForAck':true}");
      assertThat(sent.path("result").asText()).isEqualTo("delivered");
      assertThat(sent.path("messageId").asText()).matches("\\d+");
      bob.await("peer shop: your parcel");
      assertThat(send("{'from':'shop','peer':'bob','text':'more'}").path("result").asText())
          .as("as far as it is by then")
          .isIn("sent", "delivered");
      bob.await("peer shop: more");
    }
  }

  @Test
  void aMessageWaitsForAUserWhoIsAway() {
    JsonNode refused = send("{'from':'shop','peer':'bob','text':'a'}");
    assertThat(refused.path("result").asText()).isEqualTo("offline");
    assertThat(refused.path("reason").asText()).contains("bob is not online");
    JsonNode kept = send("{'from':'shop','peer':'bob','text':'b','offline':true}");
    assertThat(kept.path("result").asText()).isEqualTo("cached");
    try (SdkUser bob = server.login("bob")) {
      bob.await("offline shop: b");
    }
  }

  @Test
  void aChannelHearsWhatIsPublishedInSomebodysName() {
    try (SdkUser alice = server.login("alice");
        SdkUser bob = server.login("bob")) {
      alice.join("room");
      RtmChannel room = bob.join("room");
      assertThat(send("{'from':'shop','channel':'room','text':'open'}").path("result").asText())
          .isEqualTo("sent");
      alice.await("channel shop: open");
      bob.await("channel shop: open");
      assertThat(send("{'from':'bob','channel':'room','text':'as bob','historical':true}"))
          .isNotNull();
      alice.await("channel bob: as bob");
      assertThat(SdkUser.await(bob.toChannel(room, "myself"))).isZero();
      alice.await("channel bob: myself");
      assertThat(bob.events("channel")).as("not what bob said").hasSize(1);
    }
  }

  @Test
  void aBatchIsCheckedAsAWholeAndKeepsItsOrder() {
    try (SdkUser bob = server.login("bob")) {
      AdminClient.Answer bad =
          backEnd.post(
              APP + "/messages/batch",
              "{'messages':[{'from':'x','peer':'bob','text':'1'},{'from':'x','peer':'b/d','text':'2'}]}");
      assertThat(bad.status()).isEqualTo(400);
      assertThat(bad.body().path("field").asText()).isEqualTo("messages.1.peer");
      AdminClient.Answer good =
          backEnd.post(
              APP + "/messages/batch",
              "{'messages':[{'from':'x','peer':'bob','text':'1'},{'from':'x','peer':'bob','text':'2'},"
                  + "{'from':'x','peer':'carol','text':'3'}]}");
      List<String> results = good.body().path("results").findValuesAsText("result");
      assertThat(results).hasSize(3).endsWith("offline");
      assertThat(results.subList(0, 2)).isSubsetOf("sent", "delivered");
      bob.await("peer x: 2");
      assertThat(bob.events("peer")).containsExactly("peer x: 1", "peer x: 2");
    }
  }

  @Test
  void aBroadcastReachesEverybodyOfTheApp() {
    try (SdkUser alice = server.login("alice");
        SdkUser bob = server.login("bob")) {
      AdminClient.Answer answer =
          backEnd.post(APP + "/messages/broadcast", "{'from':'shop','text':'closing'}");
      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.body().path("users").asInt()).isEqualTo(2);
      alice.await("peer shop: closing");
      bob.await("peer shop: closing");
    }
  }

  @Test
  void usersAreFoundAndShown() {
    try (SdkUser alice = server.login("alice");
        SdkUser albert = server.login("albert");
        SdkUser bob = server.login("bob")) {
      assertThat(alice.events()).contains("state 3/2");
      assertThat(albert.events()).contains("state 3/2");
      bob.join("room");
      JsonNode users = get("/users?prefix=al&limit=1");
      assertThat(users.path("users").findValuesAsText("id")).containsExactly("albert");
      assertThat(users.path("more").asBoolean()).isTrue();
      JsonNode rest = get("/users?prefix=al&after=albert");
      assertThat(rest.path("users").findValuesAsText("id")).containsExactly("alice");
      assertThat(rest.path("more").asBoolean()).isFalse();
      JsonNode shown = get("/users/bob");
      assertThat(shown.path("state").asText()).isEqualTo("online");
      assertThat(shown.at("/session/channels/0").asText()).isEqualTo("room");
      assertThat(shown.at("/session/openedMs").asLong()).isPositive();
      assertThat(get("/users/bob/sessions").path("sessions")).hasSize(1);
      assertThat(get("/users/carol").path("state").asText()).isEqualTo("offline");
      AdminClient.Answer states = backEnd.post(APP + "/presence", "{'users':['bob','carol']}");
      assertThat(states.body().path("states").toString())
          .isEqualTo("{\"bob\":\"online\",\"carol\":\"offline\"}");
      assertThat(get("/channels").path("channels").toString())
          .isEqualTo("[{\"id\":\"room\",\"memberCount\":1}]");
      assertThat(get("/channels/room/members").path("members").findValuesAsText("id"))
          .containsExactly("bob");
    }
  }

  @Test
  void aUserIsKickedAndBanned() {
    try (SdkUser bob = server.login("bob")) {
      assertThat(backEnd.post(APP + "/users/bob/kick", "{'reason':'spam'}").status())
          .isEqualTo(204);
      bob.await("state 5/7");
      assertThat(backEnd.post(APP + "/users/bob/kick", "{}").status()).isEqualTo(404);
      AdminClient.Answer banned =
          backEnd.send("PUT", APP + "/users/bob/ban", "{'reason':'spam','seconds':60}");
      assertThat(banned.body().path("untilMs").asLong()).isPositive();
      assertThat(get("/bans").path("bans").findValuesAsText("user")).containsExactly("bob");
      assertThat(get("/users/bob").at("/ban/reason").asText()).isEqualTo("spam");
      assertThat(backEnd.send("DELETE", APP + "/users/bob/ban", null).status()).isEqualTo(204);
      assertThat(backEnd.send("DELETE", APP + "/users/bob/ban", null).status()).isEqualTo(404);
    }
  }

  @Test
  void attributesAreWrittenAndReadWithTheirKinds() {
    try (SdkUser bob = server.login("bob")) {
      bob.join("room");
      String write = "{'attributes':{'age':23,'name':'Bob','vip':true}}";
      assertThat(backEnd.send("PATCH", APP + "/users/bob/attributes", write).status())
          .isEqualTo(200);
      assertThat(get("/users/bob/attributes").path("attributes").toString())
          .isEqualTo("{\"age\":23,\"name\":\"Bob\",\"vip\":true}");
      assertThat(backEnd.send("PATCH", APP + "/users/carol/attributes", write).status())
          .isEqualTo(404);
      String topic = "{'attributes':{'topic':'tea'},'notify':true,'from':'shop'}";
      assertThat(backEnd.send("PATCH", APP + "/channels/room/attributes", topic).status())
          .isEqualTo(200);
      bob.await(1, "attributes");
      assertThat(get("/channels/room/attributes").at("/attributes/topic").asText())
          .isEqualTo("tea");
      String stale = "{'attributes':{'topic':'milk'},'expectedRevision':1}";
      assertThat(backEnd.send("PATCH", APP + "/channels/room/attributes", stale).status())
          .isEqualTo(409);
      String tooLong = "{'attributes':{'topic':'" + "x".repeat(8_193) + "'}}";
      AdminClient.Answer refused =
          backEnd.send("PATCH", APP + "/channels/room/attributes", tooLong);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body().path("field").asText()).isEqualTo("attributes");
    }
  }

  private JsonNode send(String body) {
    AdminClient.Answer answer = backEnd.post(APP + "/messages", body);
    assertThat(answer.status()).as("%s", answer.text()).isEqualTo(200);
    return answer.body();
  }

  private JsonNode get(String path) {
    AdminClient.Answer answer = backEnd.get(APP + path);
    assertThat(answer.status()).as("%s", answer.text()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void eventsAreReadWithACursor() {
    JsonNode none = backEnd.get(APP + "/events").body();
    assertThat(none.path("events")).isEmpty();
    assertThat(none.path("last").asLong()).isZero();
    try (SdkUser bob = server.login("bob")) {
      bob.join("room");
      JsonNode first = backEnd.get(APP + "/events?limit=1").body();
      assertThat(first.path("events").findValuesAsText("type")).containsExactly("user.online");
      long last = first.path("last").asLong();
      assertThat(first.at("/events/0/id").asLong()).isEqualTo(last);
      JsonNode rest = backEnd.get(APP + "/events?after=" + last).body();
      assertThat(rest.path("events").findValuesAsText("type"))
          .containsExactly("channel.created", "channel.joined");
      assertThat(rest.path("events").findValuesAsText("userId")).containsOnly("bob");
      long end = rest.path("last").asLong();
      assertThat(backEnd.get(APP + "/events?after=" + end).body().path("last").asLong())
          .as("an empty piece goes on where it was asked")
          .isEqualTo(end);
    }
  }
}
