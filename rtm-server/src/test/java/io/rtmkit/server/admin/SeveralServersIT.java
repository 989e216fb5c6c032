package io.rtmkit.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The REST API of a server at which the users are not. One thread. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralServersIT {
  private static final String APP = "/v1/apps/" + AdminServer.APP;
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir static Path directory;
  private final List<SdkUser> users = new ArrayList<>();
  private TwoAdminServers servers;
  private AdminClient one;
  private AdminClient two;

  @BeforeAll
  void start() throws IOException {
    servers = new TwoAdminServers(directory, Map.of());
    one = servers.one().operator();
    two = servers.two().operator();
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  @AfterEach
  void leave() {
    users.forEach(SdkUser::close);
    users.clear();
  }

  private SdkUser at(AdminServer server, String userId) {
    SdkUser user = server.login(userId);
    users.add(user);
    return user;
  }

  private static JsonNode get(AdminClient client, String path) {
    AdminClient.Answer answer = client.get(APP + path);
    assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(200);
    return answer.body();
  }

  private static List<String> ids(JsonNode page, String list) {
    return page.path(list).findValuesAsText("id");
  }

  @Test
  void aKickReachesTheSessionWhereverItIs() {
    SdkUser bob = at(servers.two(), "kicked");
    AdminClient.Answer kicked = one.post(APP + "/users/kicked/kick", "{'reason':'enough'}");
    assertThat(kicked.status()).as(kicked.text()).isEqualTo(204);
    bob.await("state 5/7");
    AdminClient.Answer again = one.post(APP + "/users/kicked/kick", "{}");
    assertThat(again.status()).isEqualTo(404);
    assertThat(again.body().path("detail").asText()).isEqualTo("user: is not online");
  }

  @Test
  void aBanIsInForceAtAllServers() {
    SdkUser bob = at(servers.two(), "banned");
    assertThat(one.send("PUT", APP + "/users/banned/ban", "{'reason':'spam'}").status())
        .isEqualTo(200);
    bob.await("state 5/7");
    assertThat(get(two, "/bans").path("bans").findValuesAsText("user")).contains("banned");
    assertThat(get(two, "/users/banned").at("/ban/reason").asText()).isEqualTo("spam");
    try (SdkUser again = new SdkUser("banned", servers.two().server().address());
        AdminServer later = servers.start("later");
        SdkUser there = new SdkUser("banned", later.server().address())) {
      assertThat(again.login()).isNotZero();
      assertThat(there.login()).as("a server that started later").isNotZero();
      assertThat(get(later.operator(), "/bans")).isEqualTo(get(one, "/bans"));

      assertThat(two.send("DELETE", APP + "/users/banned/ban", null).status()).isEqualTo(204);
      UserKey user = new UserKey(AdminServer.APP, "banned");
      for (AdminServer each : List.of(servers.one(), servers.two(), later)) {
        Eventually.until(SOON, () -> each.server().server().moderation().findBan(user) == null);
      }
      assertThat(there.login()).isZero();
    }
    assertThat(one.send("DELETE", APP + "/users/banned/ban", null).status()).isEqualTo(404);
    servers.meet();
  }

  @Test
  void usersOfAllServersAreListedAndShown() {
    at(servers.one(), "list-b").join("list-room");
    at(servers.two(), "list-a").join("list-room");
    at(servers.two(), "list-c");
    JsonNode piece = get(one, "/users?prefix=list-&limit=2");
    assertThat(ids(piece, "users")).containsExactly("list-a", "list-b");
    assertThat(piece.path("more").asBoolean()).isTrue();
    assertThat(piece.has("incomplete")).isFalse();
    JsonNode rest = get(one, "/users?prefix=list-&limit=2&after=list-b");
    assertThat(ids(rest, "users")).containsExactly("list-c");
    assertThat(rest.path("more").asBoolean()).isFalse();

    JsonNode shown = get(one, "/users/list-a");
    assertThat(shown.path("state").asText()).isEqualTo("online");
    assertThat(shown.at("/session/channels/0").asText()).isEqualTo("list-room");
    assertThat(shown).isEqualTo(get(two, "/users/list-a"));
    assertThat(get(one, "/users/list-a/sessions").path("sessions")).hasSize(1);
    assertThat(get(one, "/users/nobody").path("state").asText()).isEqualTo("offline");
    JsonNode states = one.post(APP + "/presence", "{'users':['list-a','list-b','nobody']}").body();
    assertThat(states.at("/states/list-a").asText()).isEqualTo("online");
    assertThat(states.at("/states/list-b").asText()).isEqualTo("online");
    assertThat(states.at("/states/nobody").asText()).isEqualTo("offline");
  }

  @Test
  void channelsOfAllServersAreListedWithTheirMembers() {
    at(servers.one(), "member-1").join("both");
    SdkUser bob = at(servers.two(), "member-2");
    bob.join("both");
    bob.join("only-two");
    JsonNode channels = get(one, "/channels?limit=10");
    assertThat(ids(channels, "channels")).contains("both", "only-two").doesNotHaveDuplicates();
    assertThat(get(one, "/channels?prefix=both").at("/channels/0/memberCount").asInt())
        .isEqualTo(2);
    assertThat(get(one, "/channels/only-two").path("memberCount").asInt()).isEqualTo(1);
    assertThat(ids(get(two, "/channels/both/members"), "members"))
        .containsExactly("member-1", "member-2");
    assertThat(ids(get(one, "/channels/only-two/members?limit=1"), "members"))
        .containsExactly("member-2");
  }

  @Test
  void attributesAreReadAndWrittenFromAnywhere() {
    at(servers.two(), "attr").join("attr-room");
    AdminClient.Answer written =
        one.send("PATCH", APP + "/users/attr/attributes", "{'attributes':{'level':7}}");
    assertThat(written.status()).as(written.text()).isEqualTo(200);
    assertThat(get(one, "/users/attr/attributes").at("/attributes/level").asInt()).isEqualTo(7);
    assertThat(get(two, "/users/attr/attributes").at("/attributes/level").asInt()).isEqualTo(7);
    AdminClient.Answer bad =
        one.send(
            "PATCH",
            APP + "/users/attr/attributes",
            "{'attributes':{'level':8},'expectedRevision':1}");
    assertThat(bad.status()).as("the problem comes back as it is").isEqualTo(409);
    assertThat(one.get(APP + "/users/nobody/attributes").status()).isEqualTo(404);
    assertThat(one.send("PATCH", APP + "/users/nobody/attributes", "{'attributes':{}}").status())
        .isEqualTo(404);

    AdminClient.Answer room =
        one.send("PATCH", APP + "/channels/attr-room/attributes", "{'attributes':{'a':'b'}}");
    assertThat(room.status()).as(room.text()).isEqualTo(200);
    assertThat(get(two, "/channels/attr-room/attributes").at("/attributes/a").asText())
        .isEqualTo("b");
    one.send("PATCH", APP + "/channels/attr-room/attributes", "{'mode':'delete','keys':['a']}");
    assertThat(get(two, "/channels/attr-room/attributes").path("attributes")).isEmpty();
  }

  @Test
  void messagesReachUsersAndMembersOfOtherServers() {
    SdkUser bob = at(servers.two(), "receiver");
    bob.join("msg-room");
    JsonNode sent =
        one.post(
                APP + "/messages", "{'from':'shop','peer':'receiver','text':'a','waitForAck':true}")
            .body();
    assertThat(sent.path("result").asText()).as(sent.toString()).isEqualTo("delivered");
    bob.await("peer shop: a");
    assertThat(
            one.post(APP + "/messages", "{'from':'shop','peer':'receiver','text':'b'}")
                .body()
                .path("result")
                .asText())
        .as("as far as it is by then")
        .isIn("sent", "delivered");
    bob.await("peer shop: b");
    assertThat(
            one.post(APP + "/messages", "{'from':'shop','peer':'nobody','text':'b'}")
                .body()
                .path("result")
                .asText())
        .isEqualTo("offline");
    one.post(
        APP + "/messages", "{'from':'shop','channel':'msg-room','text':'c','historical':true}");
    bob.await("channel shop: c");
    assertThat(get(two, "/history?channel=msg-room").path("messages")).hasSize(1);

    SdkUser alice = at(servers.one(), "receiver-1");
    AdminClient.Answer all =
        one.post(APP + "/messages/broadcast", "{'from':'shop','text':'closing'}");
    assertThat(all.status()).isEqualTo(202);
    assertThat(all.body().path("users").asInt()).isGreaterThanOrEqualTo(2);
    alice.await("peer shop: closing");
    bob.await("peer shop: closing");
  }

  @Test
  void invitationsAreListedOnceAndCancelled() {
    SdkUser carol = at(servers.two(), "caller");
    SdkUser dave = at(servers.one(), "callee");
    var manager = carol.client().getRtmCallManager();
    var invitation = manager.createLocalInvitation("callee");
    assertThat(SdkUser.code(cb -> manager.sendLocalInvitation(invitation, cb))).isZero();
    dave.nextCall();
    JsonNode listed = get(one, "/invitations?user=caller").path("invitations");
    assertThat(listed).hasSize(1);
    assertThat(get(two, "/invitations?user=callee").path("invitations")).hasSize(1);
    AdminClient.Answer cancelled =
        one.post(
            APP + "/invitations/cancel",
            "{'callerId':'caller','invitationId':'" + listed.at("/0/invitationId").asText() + "'}");
    assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(204);
    Eventually.until(
        SOON, () -> get(two, "/invitations?user=caller").path("invitations").isEmpty());
  }

  @Test
  void appsAndKeysAreKnownToAllServers() {
    JsonNode made = one.post("/v1/apps", "{}").body();
    String app = "/v1/apps/" + made.path("id").asText();
    Eventually.until(SOON, () -> two.get(app + "/keys").status() == 200);
    assertThat(two.get("/v1/apps").body().path("apps").findValuesAsText("id"))
        .contains(made.path("id").asText());
    JsonNode key = two.post(app + "/keys", "{'note':'shop'}").body();
    AdminClient backEnd =
        AdminClient.basic(
            servers.one().port(), key.path("id").asText(), key.path("secret").asText());
    Eventually.until(SOON, () -> backEnd.get(app + "/users").status() == 200);
    try (AdminServer later = servers.start("later")) {
      assertThat(later.operator().get(app + "/keys").body().path("keys")).hasSize(1);
    }
    servers.meet();
    assertThat(one.send("DELETE", app, null).status()).isEqualTo(204);
    Eventually.until(SOON, () -> ids(two.get("/v1/apps").body(), "apps").isEmpty());
    assertThat(ids(two.get(app + "/keys").body(), "keys")).isEmpty();
  }

  @Test
  void aTraceFollowsTheUserAtAnotherServer() {
    SdkUser bob = at(servers.two(), "traced");
    try (FollowedTrace trace = FollowedTrace.open(servers.one(), APP + "/users/traced/trace")) {
      // The other server hears of the follower in its own time.
      Eventually.until(
          SOON,
          () -> {
            SdkUser.await(bob.toPeer("nobody", "hello"));
            return trace.has("request");
          });
      bob.join("trace-room");
      Eventually.until(SOON, () -> trace.has("channel.joined"));
      at(servers.one(), "traced");
      Eventually.until(SOON, () -> trace.has("user.offline") && trace.has("user.online"));
    }
  }

  @Test
  void theVendorsCallTakesTheEventsOfAllServersOnce() {
    String path = "/dev/v2/project/" + AdminServer.APP + "/rtm/vendor/user_events";
    one.get(path);
    at(servers.two(), "vendor-2");
    at(servers.one(), "vendor-1");
    JsonNode events = one.get(path).body().path("events");
    assertThat(events.findValuesAsText("user_id")).contains("vendor-1", "vendor-2");
    assertThat(two.get(path).body().path("events").findValuesAsText("user_id"))
        .doesNotContain("vendor-1", "vendor-2");
  }

  @Test
  void theServersAreListed() {
    JsonNode shown = one.get("/v1/server").body();
    assertThat(shown.path("name").asText()).isEqualTo("one");
    JsonNode listed = shown.path("servers");
    assertThat(listed.findValuesAsText("name")).contains("one", "two");
    for (JsonNode server : listed) {
      assertThat(server.path("address").asText()).matches(".+:\\d+");
      assertThat(server.path("version").asText()).isNotEmpty();
      assertThat(server.path("startedMs").asLong()).isPositive();
      assertThat(server.path("draining").asBoolean()).isFalse();
      assertThat(server.path("asked").asBoolean())
          .isEqualTo(server.path("name").asText().equals("one"));
    }
  }
}
