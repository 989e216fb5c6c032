package io.rtmkit.uniapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs npm in a folder of the bridge. Where there is no Node.js the test is skipped, unless the
 * environment has RTMKIT_REQUIRE_ALL=1: then nothing may be skipped, by npm's tests either.
 */
final class Npm {
  static final Path JS = Path.of("..", "js");
  static final Path DEMO = Path.of("..", "demo");

  private static final boolean ALL_REQUIRED = "1".equals(System.getenv("RTMKIT_REQUIRE_ALL"));
  private static final int MIN_NODE = 20;
  private static final int TIMEOUT_MINUTES = 15;

  private Npm() {}

  /** Skips the test, saying why, where Node.js is missing or too old. */
  static void requireNode() {
    String version = nodeVersion();
    boolean there = version.startsWith("v") && major(version) >= MIN_NODE;
    if (ALL_REQUIRED) {
      assertThat(there).as("Node.js of at least %d, found: %s", MIN_NODE, version).isTrue();
    }
    if (!there) {
      String why = "skipped: needs Node.js of at least " + MIN_NODE + ", found: " + version;
      System.out.println(why);
      Assumptions.abort(why);
    }
  }

  /** Installs exactly what the lock file says, unless that was done. */
  static synchronized void install(Path folder) throws Exception {
    Path lock = folder.resolve("package-lock.json");
    Path installed = folder.resolve("node_modules").resolve(".package-lock.json");
    boolean done =
        Files.exists(installed)
            && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) >= 0;
    if (!done) {
      run(folder, "npm", "ci", "--no-audit", "--no-fund");
    }
  }

  /** Runs a command, which must succeed; its output goes to this test's. */
  static void run(Path folder, String... command) throws Exception {
    Process process = builder(folder, command).redirectErrorStream(true).start();
    // Not inherited: the standard output of this JVM belongs to the one that started it.
    Thread reader = new Thread(() -> process.inputReader().lines().forEach(System.out::println));
    reader.start();
    boolean ended = process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    reader.join();
    assertThat(ended).as("%s within %d minutes", List.of(command), TIMEOUT_MINUTES).isTrue();
    assertThat(process.exitValue()).as("exit code of %s in %s", List.of(command), folder).isZero();
  }

  /** A command to be run in a folder, with the server's jar in its environment. */
  static ProcessBuilder builder(Path folder, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    File jar = new File("../../rtm-server/target/rtm-server.jar");
    builder.environment().put("RTMKIT_SERVER_JAR", jar.getAbsolutePath());
    return builder;
  }

  private static String nodeVersion() {
    try {
      Process node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      return new String(
              node.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .trim();
    } catch (IOException e) {
      return "none";
    }
  }

  private static int major(String version) {
    return Integer.parseInt(version.substring(1).split("\\.", 2)[0]);
  }
}
