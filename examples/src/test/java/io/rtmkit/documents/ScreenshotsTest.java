package io.rtmkit.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pictures of the console show this version of it; .ci/console-screenshots takes them. */
class ScreenshotsTest {
  private static final Path IMAGES = Documents.ROOT.resolve("docs/images");
  private static final Path CONSOLE =
      Documents.ROOT.resolve("rtm-server/src/main/resources/io/rtmkit/server/admin/console");

  @Test
  void showThisConsole() throws Exception {
    assertThat(Files.readString(IMAGES.resolve("console.sha256")).trim())
        .as("take the pictures anew: .ci/console-screenshots")
        .isEqualTo(digestOfConsole());
  }

  /** As sha256sum prints it of the list that it prints of the files. */
  private static String digestOfConsole() throws IOException, NoSuchAlgorithmException {
    StringBuilder list = new StringBuilder();
    for (String file : files()) {
      list.append(sha256(Files.readAllBytes(CONSOLE.resolve(file)))).append("  ").append(file);
      list.append('\n');
    }
    return sha256(list.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(CONSOLE)) {
      return all.filter(Files::isRegularFile)
          .map(file -> CONSOLE.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
