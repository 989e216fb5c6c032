package io.rtmkit.server.cli;

import io.rtmkit.server.errors.CloseText;
import io.rtmkit.server.errors.ErrorCatalog;
import io.rtmkit.server.errors.ErrorList;
import io.rtmkit.server.errors.ErrorText;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints every error code and close code with its meaning, as a page. One thread. */
@Command(name = "errors", description = "Print what error codes and close codes mean.")
final class ErrorsCommand implements Callable<Integer> {
  private static final String HEAD =
      """
      # Error codes

      This file is generated: `java -jar rtm-server.jar errors`.

      Each operation has its own list, with the numbers of the RTM 1.x API; 101 and 102 mean the same everywhere, and
      numbers from 201 on are new here. The text that comes with a code names the field, the limit or the time to wait.
      """;

  private static final String CLOSE_HEAD =
      """

      ## Why a connection ended

      The code in the server's log and in the close frame of a WebSocket. *again*: a client should
      connect again, and the SDK does at once.

      | code | name | again | meaning | what to do |
      |---|---|---|---|---|
      """;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(render(ErrorCatalog.read()));
    out.flush();
    return 0;
  }

  private static String render(ErrorCatalog catalog) {
    StringBuilder page = new StringBuilder(HEAD);
    for (ErrorList list : catalog.lists()) {
      String title = list.title();
      page.append("\n## ")
          .append(title.substring(0, 1).toUpperCase(Locale.ROOT))
          .append(title.substring(1))
          .append("\n\n`")
          .append(list.name())
          .append("`\n\n| code | name | meaning | what to do |\n|---|---|---|---|\n");
      for (ErrorText text : list.codes()) {
        page.append(
            "| %d | `%s` | %s | %s |%n"
                .formatted(text.code(), text.name(), text.meaning(), text.advice()));
      }
    }
    page.append(CLOSE_HEAD);
    for (CloseText text : catalog.closeCodes()) {
      page.append(
          "| %d | `%s` | %s | %s | %s |%n"
              .formatted(
                  text.code(),
                  text.name(),
                  text.reconnects() ? "yes" : "no",
                  text.meaning(),
                  text.advice()));
    }
    return page.toString();
  }
}
