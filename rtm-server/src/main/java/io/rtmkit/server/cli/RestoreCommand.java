package io.rtmkit.server.cli;

import io.rtmkit.server.store.embedded.StoreBackup;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the embedded store out of a backup. One thread. */
@Command(
    name = "restore",
    description = "Make the embedded message store out of a backup, before the server is started.")
final class RestoreCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private final ConfigOptions configOptions = new ConfigOptions();

  @Option(
      names = "--from",
      paramLabel = "DIRECTORY",
      required = true,
      description = "The backup. The directory of the store must not exist, or be empty.")
  private @Nullable Path source;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    Path directory = RtmCommand.of(command).directory();
    Path store = directory.resolve(BackupCommand.embeddedStore(configOptions));
    Path from = directory.resolve(Objects.requireNonNull(source));
    return BackupCommand.copy(
        command.commandLine(), "restored", store, () -> StoreBackup.restore(from, store));
  }
}
