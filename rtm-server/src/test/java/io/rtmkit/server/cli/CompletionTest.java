package io.rtmkit.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code generate-completion} prints completes commands and options in a real shell. */
class CompletionTest {
  @TempDir private Path directory;

  @Test
  void completesCommandsAndOptions() throws Exception {
    assertThat(completions("con")).containsExactly("config");
    assertThat(completions("token", "cr")).containsExactly("create");
    assertThat(completions("token", "create", "--us")).containsExactly("--user");
    assertThat(completions("nonsense", "x")).isEmpty();
  }

  private List<String> completions(String... words) throws IOException, InterruptedException {
    CommandRun run = CommandRun.of(Map.of(), directory, "generate-completion");
    assertThat(run.exitCode()).isZero();
    Path script = Files.writeString(directory.resolve("completion.bash"), run.out());
    String ask =
        "source %s; COMP_WORDS=(rtm-server %s); COMP_CWORD=%d; _complete_rtm-server; echo ${COMPREPLY[@]}"
            .formatted(script, String.join(" ", words), words.length);
    Process bash =
        new ProcessBuilder("bash", "-c", ask).start(); // outside of a prompt it complains
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
    return said.isBlank() ? List.of() : List.of(said.trim().split("\\s+"));
  }
}
