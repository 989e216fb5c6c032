package io.rtmkit.loadtest.compare.peer;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.rtmkit.loadtest.compare.dialect.Dialect;
import io.rtmkit.loadtest.compare.dialect.RtmDialect;
import io.rtmkit.loadtest.compare.dialect.RtmWebSocketDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * RTMKit as it is shipped, all features on, only its rate limits raised. Stateless.
 *
 * @param webSocket whether clients come over WebSocket
 * @param heartbeatMillis what clients are told; 0 for the default
 * @param tokens whether each login carries a token
 * @param javaOptions more options of its Java
 */
public record RtmPeer(
    boolean webSocket, int heartbeatMillis, boolean tokens, List<String> javaOptions)
    implements Peer {
  /** Who the others are compared with: over TCP, with the default heartbeat. */
  public static final String NAME = "rtmkit";

  private static final String CERTIFICATE = "fedcba9876543210fedcba9876543210";
  private static final Duration TOKENS_LAST = Duration.ofHours(1);

  @Override
  public String name() {
    return webSocket ? NAME + "-ws" : heartbeatMillis == 0 ? NAME : NAME + "-hb10";
  }

  @Override
  public @Nullable String findMissing() {
    return null;
  }

  @Override
  public List<String> command(int port, Path directory, Setup setup) throws IOException {
    StringBuilder settings =
        new StringBuilder(
            """
            admin: {port: 0}
            rates: {message: 10000000/1s, frames: 10000000/1s, join: 1000000/1s, login: 1000000/1s}
            """);
    settings.append("store: {path: ").append(directory.resolve("messages")).append("}\n");
    settings.append("data: {path: ").append(directory.resolve("data")).append("}\n");
    if (heartbeatMillis != 0) {
      settings.append(
          "session: {heartbeat-interval: %dms, interrupted-after: %dms, unreachable-after: %dms, grace: %dms}\n"
              .formatted(
                  heartbeatMillis, heartbeatMillis * 2, heartbeatMillis * 3, heartbeatMillis * 6));
    }
    if (tokens) {
      settings.append("apps: [{id: %s, certificate: %s}]\n".formatted(RtmDialect.APP, CERTIFICATE));
    }
    Path file = directory.resolve("rtmkit.yaml");
    Files.writeString(file, settings);
    List<String> command = JavaCommand.ofThisClassPath(setup, "io.rtmkit.server.Main");
    command.addAll(1, javaOptions);
    command.addAll(List.of("serve", "--port", "" + port, "--config", file.toString()));
    return command;
  }

  @Override
  public String readyText() {
    return "ready in";
  }

  @Override
  public Dialect newDialect() {
    UnaryOperator<String> token = tokens ? RtmPeer::token : user -> "";
    return webSocket
        ? new RtmWebSocketDialect(token, heartbeatMillis)
        : new RtmDialect(token, heartbeatMillis);
  }

  private static String token(String user) {
    return JWT.create()
        .withClaim("app", RtmDialect.APP)
        .withSubject(user)
        .withExpiresAt(Instant.now().plus(TOKENS_LAST))
        .sign(Algorithm.HMAC256(CERTIFICATE));
  }

  @Override
  public boolean isJava() {
    return true;
  }
}
