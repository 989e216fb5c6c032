package io.rtmkit.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.e2e.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor} before a server is started, and beside one that runs. */
class DoctorCommandTest {
  @TempDir private Path directory;

  private CommandRun doctor(Map<String, String> environment, String... settings) {
    List<String> arguments = new ArrayList<>(List.of("doctor"));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    arguments.addAll(
        List.of("--set", "data.path=" + directory, "--set", "store.path=" + directory));
    return CommandRun.of(environment, directory, arguments.toArray(String[]::new));
  }

  @Test
  void aFreeMachineIsFit() {
    CommandRun run = doctor(Map.of(), "listen.port=0", "admin.port=0");
    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.out().lines().findFirst()).hasValue("ok    configuration  good");
    assertThat(run.out()).contains("ok    client port    127.0.0.1:0 is free");
  }

  @Test
  void aRunningServerAnswers() {
    try (TestServer server = TestServer.start()) {
      CommandRun run = doctor(Map.of(), "listen.port=" + server.port());
      assertThat(run.exitCode()).as(run.out()).isZero();
      assertThat(run.out())
          .contains("ok    client port    a server runs at 127.0.0.1:" + server.port())
          .doesNotContain("admin port");
    }
  }

  @Test
  void whatFailsIsNamedAndIsTheExitCode() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandRun run = doctor(Map.of("RTM_LISTEN_PRT", "1"), "listen.port=" + other.getLocalPort());
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out())
          .contains("fail  client port    ")
          .contains("warn  configuration  environment variable RTM_LISTEN_PRT: no such setting");
    }
  }

  @Test
  void aConfigurationWithAFaultIsNotLookedInto() {
    CommandRun run = doctor(Map.of(), "listen.port=many");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: listen.port: ");
    assertThat(run.out()).isEmpty();
  }
}
