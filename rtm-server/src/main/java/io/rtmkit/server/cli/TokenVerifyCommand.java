package io.rtmkit.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtmkit.protocol.v1.LoginError;
import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.ConfigException;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.token.TokenVerdict;
import io.rtmkit.server.token.TokenVerifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what the server would answer to a token. One thread. */
@Command(name = "verify", description = "Say whether a token would let a user log in, and why not.")
final class TokenVerifyCommand implements Callable<Integer> {
  /** More than any token: what is longer is not read to its end. */
  private static final int MAX_INPUT_BYTES = 64 * 1024;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final AppOptions appOptions = new AppOptions();

  @Mixin private final ConfigOptions configOptions = new ConfigOptions();

  @Option(names = "--user", paramLabel = "ID", required = true, description = "User id.")
  private String user = "";

  @Parameters(paramLabel = "TOKEN", description = "The token, or - to read it from the input.")
  private String token = "";

  @Override
  public Integer call() {
    ServerConfig config = configOptions.load().config();
    AppConfig app = appOptions.choose(configOptions.loadApps(config));
    TokenVerdict verdict =
        new TokenVerifier(config.token())
            .verify(app.id(), app, user, readToken(), System.currentTimeMillis());
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    LoginError error = LoginError.forNumber(verdict.loginError());
    out.println("code: " + verdict.loginError() + " (" + error + ")");
    if (app.isOpen()) {
      out.println("reason: the app is open, any token is good");
    } else if (!verdict.reason().isEmpty()) {
      out.println("reason: " + verdict.reason());
    }
    if (verdict.expiresAtMs() != TokenVerdict.NEVER) {
      out.println("expires: " + Instant.ofEpochMilli(verdict.expiresAtMs()));
    }
    return verdict.isGood() ? 0 : RtmCommand.FAILED;
  }

  private String readToken() {
    if (!token.equals("-")) {
      return token;
    }
    try {
      return new String(System.in.readNBytes(MAX_INPUT_BYTES), UTF_8).strip();
    } catch (IOException e) {
      throw new ConfigException("cannot read the token from the input: " + e.getMessage());
    }
  }
}
