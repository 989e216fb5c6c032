package io.rtmkit.loadtest.compare.peer;

import io.rtmkit.loadtest.compare.dialect.Dialect;
import io.rtmkit.loadtest.compare.dialect.PlainWebSocketDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket server on Node with the package ws. Stateless.
 *
 * @param home where npm has installed the package
 */
record WsPeer(Path home) implements Peer {
  private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]+)\"");

  @Override
  public String name() {
    return "ws";
  }

  @Override
  public @Nullable String findMissing() {
    Path modules = home.resolve("node_modules/ws");
    return Files.isDirectory(modules)
        ? Programs.findMissing("node", "Node.js")
        : "there is no " + modules + " (npm install --prefix " + home + " ws)";
  }

  @Override
  public String version() {
    String node = "Node.js " + Programs.firstLine(Programs.path("node"), "--version");
    try {
      Matcher matcher =
          VERSION.matcher(Files.readString(home.resolve("node_modules/ws/package.json")));
      return matcher.find() ? "ws " + matcher.group(1) + ", " + node : node;
    } catch (IOException e) {
      return node;
    }
  }

  @Override
  public List<String> command(int port, Path directory, Setup setup) throws IOException {
    Path modules = home.resolve("node_modules").toAbsolutePath();
    Path script = Programs.copy("ws-server.js", directory);
    return List.of(
        Programs.path("node"), script.toString(), "" + port, modules.resolve("ws").toString());
  }

  @Override
  public String readyText() {
    return "ws is ready";
  }

  @Override
  public Dialect newDialect() {
    return new PlainWebSocketDialect();
  }
}
