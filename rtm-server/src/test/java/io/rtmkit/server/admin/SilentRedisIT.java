package io.rtmkit.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The REST API while nothing reaches the other servers: every request ends, and says what is not
 * there.
 */
class SilentRedisIT {
  private static final String APP = "/v1/apps/" + AdminServer.APP;
  private static final Duration SOON = Duration.ofSeconds(20);

  /** The longest a write waits for Redis, and some. */
  private static final Duration LONGEST = Duration.ofSeconds(36);

  @Test
  void everyRequestEndsAndNamesWhatIsMissing(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (TwoAdminServers servers = new TwoAdminServers(directory, Map.of());
        SdkUser alice = servers.one().login("alice");
        SdkUser bob = servers.two().login("bob")) {
      AdminClient one = servers.one().operator();
      assertThat(one.get(APP + "/users").body().path("users")).hasSize(2);
      servers.redis().pause();
      try {
        AdminClient.Answer users = inTime(() -> one.get(APP + "/users"));
        assertThat(users.status()).isEqualTo(200);
        assertThat(users.body().path("users").findValuesAsText("id")).containsExactly("alice");
        assertThat(users.body().at("/incomplete/0").asText()).isEqualTo("two");

        unavailable(() -> one.post(APP + "/users/bob/kick", "{}"), "Redis");
        unavailable(() -> one.send("PUT", APP + "/users/bob/ban", "{}"), "Redis");
        assertThat(inTime(() -> one.post(APP + "/users/alice/kick", "{}")).status())
            .as("who is here can be kicked")
            .isEqualTo(204);
        alice.await("state 5/7");
        unavailable(() -> one.post("/v1/apps", "{}"), "Redis");
        unavailable(() -> one.get(APP + "/channels/room"), "Redis");
        assertThat(inTime(() -> one.get("/v1/server")).body().path("servers")).isNotEmpty();
      } finally {
        servers.redis().resume();
      }
      Eventually.until(
          SOON, () -> one.get(APP + "/users").body().path("incomplete").isMissingNode());
      assertThat(alice.events()).isNotEmpty();
      assertThat(bob.events()).isNotEmpty();
    }
  }

  private static void unavailable(Supplier<AdminClient.Answer> request, String why) {
    AdminClient.Answer answer = inTime(request);
    assertThat(answer.status()).as(answer.text()).isEqualTo(503);
    assertThat(answer.body().path("detail").asText()).contains(why);
  }

  private static AdminClient.Answer inTime(Supplier<AdminClient.Answer> request) {
    long begun = System.nanoTime();
    AdminClient.Answer answer = request.get();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST);
    return answer;
  }
}
