package io.rtmkit.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RtmCallManager;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.Keep;
import io.rtmkit.server.e2e.SdkUser;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups, reloads, and invitations that somebody else takes back. */
class OperatorRoutesIT {
  private static final String INVITATIONS = "/v1/apps/" + AdminServer.APP + "/invitations";

  @TempDir private Path directory;
  private AdminServer server;
  private AdminClient operator;

  @BeforeEach
  void start() {
    server =
        AdminServer.start(
            Map.of(
                "data.path",
                directory.toString(),
                "store.kind",
                "embedded",
                "store.path",
                directory.resolve("messages").toString(),
                "store.min-free",
                "0"));
    operator = server.operator();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static LocalInvitation invite(SdkUser caller, String calleeId) {
    RtmCallManager calls = caller.client().getRtmCallManager();
    LocalInvitation invitation = calls.createLocalInvitation(calleeId);
    invitation.setChannelId("kitchen");
    Answer.<Void>of(callback -> calls.sendLocalInvitation(invitation, callback)).orFail();
    return invitation;
  }

  private JsonNode open(String query) {
    return operator.get(INVITATIONS + query).body().path("invitations");
  }

  private AdminClient.Answer cancel(String callerId, String number) {
    return operator.post(
        INVITATIONS + "/cancel",
        "{'callerId':'%s','invitationId':'%s'}".formatted(callerId, number));
  }

  @Test
  void theStoreIsCopiedWhileTheServerRuns() {
    try (SdkUser alice = server.login("alice")) {
      Answer.await(Keep.send(alice, "bob", "waits", Keep.both())).expectRefusal(4);
    }
    AdminClient.Answer copied = operator.post("/v1/server/backup", "{'name':'first'}");
    assertThat(copied.status()).as(copied.text()).isEqualTo(201);
    assertThat(copied.body().path("queued").asInt()).isEqualTo(1);
    assertThat(copied.body().path("logged").asInt()).isEqualTo(1);
    assertThat(Path.of(copied.body().path("path").asText()))
        .isDirectory()
        .startsWith(directory)
        .endsWith(Path.of("first"));
    assertThat(operator.post("/v1/server/backup", "{'name':'first'}").status())
        .as("is there already")
        .isEqualTo(409);
    assertThat(operator.post("/v1/server/backup", "{'name':'../out'}").status()).isEqualTo(400);
  }

  @Test
  void onlyTheEmbeddedStoreIsCopied() {
    try (AdminServer other = AdminServer.start(Map.of("store.kind", "memory"))) {
      AdminClient.Answer refused = other.operator().post("/v1/server/backup", "{'name':'a'}");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text()).contains("only the embedded store");
    }
  }

  @Test
  void aServerWithoutAFileHasNothingToReload() {
    AdminClient.Answer refused = operator.post("/v1/server/reload", null);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("nothing has changed");
  }

  @Test
  void openInvitationsAreListedOfAllAndOfOne() {
    try (SdkUser alice = server.login("alice");
        SdkUser bob = server.login("bob")) {
      invite(alice, "bob");
      bob.nextCall();
      invite(alice, "nobody");
      assertThat(open("")).hasSize(2);
      assertThat(open("?user=alice")).hasSize(2);
      assertThat(open("?user=carol")).isEmpty();
      JsonNode ofBob = open("?user=bob");
      assertThat(ofBob).hasSize(1);
      assertThat(ofBob.at("/0/callerId").asText()).isEqualTo("alice");
      assertThat(ofBob.at("/0/channelId").asText()).isEqualTo("kitchen");
      assertThat(ofBob.at("/0/state").asText()).isIn("sent", "received");
    }
  }

  @Test
  void anInvitationIsTakenBackInTheNameOfItsCaller() {
    try (SdkUser alice = server.login("alice");
        SdkUser bob = server.login("bob")) {
      invite(alice, "bob");
      bob.nextCall();
      String number = open("").at("/0/invitationId").asText();
      assertThat(cancel("bob", number).status()).as("he is not the caller").isEqualTo(409);
      assertThat(cancel("alice", "1").status()).as("another one").isEqualTo(409);
      assertThat(cancel("alice", "99999999999999999999").status()).isEqualTo(400);
      assertThat(cancel("alice", number).status()).isEqualTo(204);
      alice.await("local 5 bob canceled");
      bob.await("remote 5 alice canceled");
      assertThat(open("")).isEmpty();
      assertThat(cancel("alice", number).status()).as("once").isEqualTo(409);
    }
  }
}
