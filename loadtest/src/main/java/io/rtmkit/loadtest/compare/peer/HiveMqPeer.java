package io.rtmkit.loadtest.compare.peer;

import io.rtmkit.loadtest.compare.dialect.Dialect;
import io.rtmkit.loadtest.compare.dialect.MqttDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HiveMQ CE, embedded, in a Java of its own; its launcher is compiled when it starts, so that
 * nothing here depends on it. Stateless.
 *
 * @param home its jars are in the directory hivemq of this
 */
record HiveMqPeer(Path home) implements Peer {
  @Override
  public String name() {
    return "hivemq";
  }

  @Override
  public @Nullable String findMissing() {
    Path jars = home.resolve("hivemq");
    return Files.isDirectory(jars)
        ? null
        : "there is no " + jars + " (loadtest/peers/install fetches it)";
  }

  @Override
  public String version() {
    String[] jars = home.resolve("hivemq").toFile().list((directory, name) -> isServer(name));
    return jars == null || jars.length == 0 ? "" : jars[0].replaceAll("\\.jar$", "");
  }

  private static boolean isServer(String jar) {
    return jar.startsWith("hivemq-community-edition-embedded");
  }

  @Override
  public List<String> command(int port, Path directory, Setup setup) throws IOException {
    Path launcher = Programs.copy("HiveMqLauncher.java", directory);
    List<String> command = JavaCommand.start(setup);
    command.add(home.resolve("hivemq") + "/*");
    command.addAll(List.of(launcher.toString(), "" + port, directory.toString()));
    return command;
  }

  @Override
  public String readyText() {
    return "hivemq is ready";
  }

  @Override
  public Dialect newDialect() {
    return new MqttDialect();
  }

  @Override
  public boolean isJava() {
    return true;
  }
}
