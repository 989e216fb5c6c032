package io.rtmkit.server.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that only the server's user may read, replaced as a whole: whoever reads it, also after a
 * crash, finds the old content or the new. Thread-safe as far as one writer writes at a time.
 */
public final class PrivateFile {
  private final Path path;

  public PrivateFile(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  /**
   * Reads the file; null if there is none.
   *
   * @throws IOException if it cannot be read; the message is for a person
   */
  public byte @Nullable [] read() throws IOException {
    if (Files.notExists(path)) {
      return null;
    }
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new IOException("cannot read " + path.toAbsolutePath() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Replaces the file; when this returns the disk has it.
   *
   * @throws IOException if it cannot be written; the message is for a person
   */
  public void write(byte[] content) throws IOException {
    Path directory = Objects.requireNonNull(path.toAbsolutePath().getParent());
    Path next = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.createDirectories(directory);
      Files.deleteIfExists(next);
      Files.createFile(next, ownerOnly());
      Files.write(next, content);
      force(next);
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(directory);
    } catch (IOException e) {
      throw new IOException("cannot write " + path.toAbsolutePath() + ": " + e.getMessage(), e);
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
