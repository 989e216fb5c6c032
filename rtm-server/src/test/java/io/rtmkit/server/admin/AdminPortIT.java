package io.rtmkit.server.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.e2e.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The port itself: credentials, what is open to all, limits, apps and keys, trace. */
class AdminPortIT {
  private final AdminServer server = AdminServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void withoutCredentialsThereIsNothingButProbes() {
    AdminClient nobody = server.anonymous();
    assertThat(nobody.get("/livez").text()).isEqualTo("ok\n");
    assertThat(nobody.get("/readyz").text()).isEqualTo("ready\n");
    assertThat(nobody.get("/openapi.yaml").text()).startsWith("openapi: 3.1");
    assertThat(nobody.get("/nothing").status()).isEqualTo(401);
    assertThat(nobody.get("/v1/nothing").status()).isEqualTo(401);
    assertThat(nobody.send("DELETE", "/v1/apps", null).status()).isEqualTo(401);
    assertThat(server.operator().get("/v1/nothing").status()).isEqualTo(404);
    assertThat(server.operator().send("DELETE", "/v1/apps", null).status()).isEqualTo(405);
    assertThat(server.keyOf(AdminServer.APP).get("/v1/nothing").status()).isEqualTo(404);
  }

  @Test
  void theOperatorsKeyComesInTwoForms() {
    assertThat(server.operator().get("/v1/apps").status()).isEqualTo(200);
    AdminClient basic = AdminClient.basic(server.port(), "operator", AdminServer.KEY);
    assertThat(basic.get("/v1/apps").status()).isEqualTo(200);
    assertThat(AdminClient.operator(server.port(), "wrong").get("/v1/apps").status())
        .isEqualTo(401);
    assertThat(AdminClient.basic(server.port(), "operator", "wrong").get("/v1/apps").status())
        .isEqualTo(401);
    assertThat(
            AdminClient.withHeaders(server.port(), "Authorization", "Basic no:base64")
                .get("/v1/apps")
                .status())
        .isEqualTo(401);
  }

  @Test
  void whoeverGuessesIsStopped() {
    AdminClient guesser = AdminClient.operator(server.port(), "wrong");
    for (int i = 0; i < 10; i++) {
      assertThat(guesser.get("/v1/apps").status()).isEqualTo(401);
    }
    assertThat(guesser.get("/v1/apps").status()).isEqualTo(429);
    assertThat(server.operator().get("/v1/apps").status()).as("who knows it").isEqualTo(200);
  }

  @Test
  void aKeyEndsWhenItIsRemoved() {
    String keys = "/v1/apps/" + AdminServer.APP + "/keys";
    JsonNode key = server.operator().post(keys, "{'note':'shop'}").body();
    AdminClient client =
        AdminClient.basic(server.port(), key.path("id").asText(), key.path("secret").asText());
    assertThat(client.get("/v1/apps/" + AdminServer.APP + "/users").status()).isEqualTo(200);
    String listed = server.operator().get(keys).text();
    assertThat(listed).contains("shop").doesNotContain(key.path("secret").asText());
    String path = keys + "/" + key.path("id").asText();
    assertThat(server.operator().send("DELETE", path, null).status()).isEqualTo(204);
    assertThat(client.get("/v1/apps/" + AdminServer.APP + "/users").status()).isEqualTo(401);
  }

  @Test
  void anAppIsMadeUsedAndRemoved() {
    AdminClient operator = server.operator();
    JsonNode made = operator.post("/v1/apps", null).body();
    String app = made.path("id").asText();
    assertThat(made.path("certificate").asText()).matches("[0-9a-f]{32}");
    assertThat(operator.get("/v1/apps").text())
        .contains(app)
        .doesNotContain(made.path("certificate").asText());
    AdminClient.Answer renewed = operator.post("/v1/apps/" + app + "/certificate", null);
    assertThat(renewed.body().path("certificate")).isNotEqualTo(made.path("certificate"));
    assertThat(operator.send("DELETE", "/v1/apps/" + app, null).status()).isEqualTo(204);
    assertThat(operator.get("/v1/apps").text()).doesNotContain(app);
  }

  /** All of it is read, or the answer would be lost in a reset now and then. */
  @RepeatedTest(20)
  void aBodyThatIsTooLargeIsRefused() {
    AdminClient.Answer answer =
        server
            .operator()
            .post("/v1/apps/" + AdminServer.APP + "/messages", "x".repeat((8 << 20) + 1));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text()).contains("4194304 bytes");
    assertThat(server.operator().get("/v1/apps").status()).isEqualTo(200);
  }

  @Test
  void whoSaysNothingIsHungUpOn() throws IOException {
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      slow.setSoTimeout(20_000);
      slow.getOutputStream().write("GET /livez HTTP/1.1\r\nHost: x\r\nA".getBytes(US_ASCII));
      assertThat(slow.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void theServerTellsOfItself() {
    try (SdkUser bob = server.login("bob")) {
      JsonNode shown = server.operator().get("/v1/server").body();
      assertThat(shown.path("ready").asBoolean()).isTrue();
      assertThat(shown.at("/clientPort/port").asInt()).isEqualTo(server.server().port());
      assertThat(shown.path("devMode").asBoolean()).isTrue();
      assertThat(server.operator().get("/metrics").text()).contains("rtm_sessions");
      assertThat(SdkUser.await(bob.toPeer("nobody", "x"))).isEqualTo(3);
      JsonNode errors = server.operator().get("/v1/server/errors").body().path("errors");
      assertThat(errors.get(0).path("operation").asText()).isEqualTo("peer_message");
      assertThat(errors.get(0).path("user").asText()).isEqualTo("bob");
      assertThat(errors.get(0).path("code").asInt()).isEqualTo(3);
      assertThat(errors.get(0).path("reason").asText()).contains("nobody is not online");
    }
  }

  @Test
  void aDrainedServerIsNotReadyAndSaysWhy() {
    try (SdkUser bob = server.login("bob")) {
      assertThat(server.operator().post("/v1/server/drain", null).status()).isEqualTo(202);
      bob.await("state 4/5");
    }
    assertThat(server.anonymous().get("/readyz").status()).isEqualTo(503);
    assertThat(server.anonymous().get("/livez").status()).isEqualTo(200);
    JsonNode shown = server.operator().get("/v1/server").body();
    assertThat(shown.path("ready").asBoolean()).isFalse();
    assertThat(shown.path("reasons").toString()).contains("draining");
  }

  @Test
  void aUserIsFollowedLive() throws IOException, InterruptedException {
    try (SdkUser bob = server.login("bob");
        SdkUser carol = server.login("carol");
        BufferedReader lines = trace("bob")) {
      assertThat(SdkUser.await(carol.toPeer("nobody", "not bob's"))).isEqualTo(3);
      bob.join("room");
      assertThat(next(lines)).contains("\"channel.created\"").contains("\"room\"");
      assertThat(next(lines)).contains("\"channel.joined\"");
      assertThat(next(lines)).contains("\"operation\":\"join\"").contains("\"code\":0");
    }
  }

  /** The next event; not a ping, which the client library sends when it is time. */
  private static String next(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (!line.startsWith("data:") || line.contains("\"operation\":\"ping\"")) {
      line = lines.readLine();
    }
    return line;
  }

  private BufferedReader trace(String user) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/v1/apps/%s/users/%s/trace"
                        .formatted(server.port(), AdminServer.APP, user)))
            .header("Authorization", "Bearer " + AdminServer.KEY)
            .build();
    return new BufferedReader(
        new InputStreamReader(
            HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body(),
            StandardCharsets.UTF_8));
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    try (TestServer second =
        TestServer.start(Map.of("admin.port", Integer.toString(server.port())))) {
      assertThatThrownBy(() -> second.server().openAdminPort(AdminServer.KEY, null))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + server.port() + " (admin.port)");
    }
  }
}
