package io.rtmkit.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A folder with tests that npm runs. Where there is no Node.js they are skipped, unless the
 * environment has RTMKIT_REQUIRE_ALL=1: then nothing may be skipped, by npm's tests either.
 */
record NpmProject(Path folder) {
  private static final int MIN_NODE = 20;
  private static final int TIMEOUT_MINUTES = 10;

  /** Skips the test, saying why, where Node.js is missing or too old. */
  static void requireNode() {
    String version = nodeVersion();
    boolean there =
        version.startsWith("v")
            && Integer.parseInt(version.substring(1).split("\\.", 2)[0]) >= MIN_NODE;
    String why = "skipped: needs Node.js of at least " + MIN_NODE + ", found: " + version;
    assertThat(there || !"1".equals(System.getenv("RTMKIT_REQUIRE_ALL"))).as(why).isTrue();
    if (!there) {
      System.out.println(why);
      Assumptions.abort(why);
    }
  }

  private static String nodeVersion() {
    try {
      Process node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      return new String(node.getInputStream().readAllBytes(), UTF_8).trim();
    } catch (IOException e) {
      return "none";
    }
  }

  /** Installs exactly what the lock file says, unless that was done. */
  void install() throws Exception {
    Path lock = folder.resolve("package-lock.json");
    Path installed = folder.resolve("node_modules").resolve(".package-lock.json");
    boolean done =
        Files.exists(installed)
            && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) >= 0;
    if (!done) {
      run(Map.of(), "npm", "ci", "--no-audit", "--no-fund");
    }
  }

  /** Runs a command, which must succeed; its output goes to this test's. */
  void run(Map<String, String> variables, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(variables);
    Process process = builder.redirectErrorStream(true).start();
    // Not inherited: the standard output of this JVM belongs to the one that started it.
    Thread reader = new Thread(() -> process.inputReader().lines().forEach(System.out::println));
    reader.start();
    boolean ended = process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    reader.join();
    String what = String.join(" ", command);
    assertThat(ended).as("%s within %d minutes", what, TIMEOUT_MINUTES).isTrue();
    assertThat(process.exitValue()).as("exit code of %s in %s", what, folder).isZero();
  }
}
