package io.rtmkit.server.cli;

import io.rtmkit.server.config.ConfigException;
import io.rtmkit.server.config.StoreConfig;
import io.rtmkit.server.store.embedded.StoreBackup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies the embedded store, also while the server is running. One thread. */
@Command(
    name = "backup",
    description = "Copy the embedded message store; the server may be running.")
final class BackupCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private final ConfigOptions configOptions = new ConfigOptions();

  @Option(
      names = "--to",
      paramLabel = "DIRECTORY",
      required = true,
      description = "Where the copy goes; must not exist, or be empty.")
  private @Nullable Path target;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    Path directory = RtmCommand.of(command).directory();
    Path store = directory.resolve(embeddedStore(configOptions));
    Path to = directory.resolve(Objects.requireNonNull(target));
    return copy(command.commandLine(), "copied", to, () -> StoreBackup.backup(store, to));
  }

  /** Copies a store. */
  interface Copying {
    StoreBackup.Copied run() throws IOException;
  }

  /** Copies a store, says what was copied or why not, and returns the exit code. */
  static int copy(CommandLine commandLine, String done, Path to, Copying copying) {
    try {
      StoreBackup.Copied copied = copying.run();
      commandLine
          .getOut()
          .printf(
              "%s to %s: %d waiting messages, %d messages of history and channels%n",
              done, to.toAbsolutePath(), copied.queued(), copied.logged());
      commandLine.getOut().flush();
      return CommandLine.ExitCode.OK;
    } catch (IOException e) {
      commandLine.getErr().println("error: " + e.getMessage());
      return RtmCommand.FAILED;
    }
  }

  /** The directory of the store; a store of another kind has its own ways. */
  static String embeddedStore(ConfigOptions options) {
    StoreConfig store = options.load().config().store();
    if (store.kind() != StoreConfig.Kind.EMBEDDED) {
      throw new ConfigException(
          "store.kind", "only the embedded store is copied by this command; Redis has its own");
    }
    return store.path();
  }
}
