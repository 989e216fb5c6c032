package io.rtmkit.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.loadtest.BenchCommand;
import io.rtmkit.server.cli.RtmCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;

/**
 * Every command of rtm-server and rtm-bench in a document, in a block or within a sentence, has
 * commands and options that there are, with values that they take.
 */
class CommandLinesTest {
  private static final Path PERFORMANCE = Path.of("docs", "performance.md");
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:java -jar \\S*|[`( ])(rtm-(?:server|bench))(?:\\.jar)? ([a-z](?:[^`;#|]|\\|\\|)*)");
  private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");

  /** One command as it stands somewhere. */
  record Written(Path document, int line, String program, List<String> arguments) {}

  static Stream<Written> written() {
    return Documents.all().stream().flatMap(document -> written(document).stream());
  }

  private static List<Written> written(Path document) {
    List<Written> found = new ArrayList<>();
    List<String> lines = Documents.lines(document);
    boolean code = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      code ^= line.strip().startsWith("```");
      Matcher command = COMMAND.matcher(line);
      while (command.find()) {
        boolean typed = code || line.charAt(command.start()) == '`';
        boolean whole = !command.group(2).contains("…") && !command.group(2).contains("...");
        if ((typed || command.group().contains("java -jar")) && whole) {
          found.add(new Written(document, i + 1, command.group(1), split(command.group(2))));
        }
      }
    }
    return found;
  }

  private static List<String> split(String text) {
    return ARGUMENT
        .matcher(text)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("written")
  void isUnderstood(Written written) {
    CommandLine program =
        written.program().equals("rtm-bench")
            ? BenchCommand.commandLine()
            : RtmCommand.commandLine(Map.of(), Path.of("."));
    String[] arguments = written.arguments().toArray(String[]::new);
    try {
      program.parseArgs(arguments);
    } catch (MissingParameterException e) {
      // A sentence may name a command without what it needs.
      assertThat(written.arguments()).as(e.getMessage()).noneMatch(word -> word.startsWith("--"));
    }
  }

  @ParameterizedTest
  @CsvSource({"compare, 4", "cluster, 1"})
  void theMeasurementsAreFound(String block, int commands) {
    Snippet snippet = Documents.snippet(PERFORMANCE, block);
    int end = snippet.line() + snippet.lines().size();
    assertThat(written(PERFORMANCE))
        .filteredOn(written -> written.line() > snippet.line() && written.line() <= end)
        .hasSize(commands)
        .allMatch(written -> written.arguments().get(0).equals(block));
  }
}
