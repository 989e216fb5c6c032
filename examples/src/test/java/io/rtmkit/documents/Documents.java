package io.rtmkit.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documents of the project, and the blocks of code in them. Stateless. */
final class Documents {
  static final Path ROOT = Path.of("..");

  private static final Set<String> NOT_OURS =
      Set.of(".git", "target", "node_modules", "dist", "unpackage");
  private static final Pattern FENCE = Pattern.compile("( *)```(\\w*)");
  private static final Pattern COMMENT = Pattern.compile(" *<!-- (.*) -->");

  private Documents() {}

  /** Every document, relative to the root. */
  static List<Path> all() {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return NOT_OURS.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().endsWith(".md")) {
                found.add(ROOT.relativize(file));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(null);
    return found;
  }

  static List<String> lines(Path document) {
    try {
      return Files.readAllLines(ROOT.resolve(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All blocks of all documents. */
  static List<Snippet> snippets() {
    return all().stream().flatMap(document -> snippets(document).stream()).toList();
  }

  /** The block of this name. */
  static Snippet snippet(Path document, String name) {
    return snippets(document).stream()
        .filter(snippet -> snippet.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(document + " has no block " + name));
  }

  static List<Snippet> snippets(Path document) {
    List<Snippet> found = new ArrayList<>();
    List<String> lines = lines(document);
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      if (fence.matches()) {
        int end = i + 1;
        while (!lines.get(end).equals(fence.group(1) + "```")) {
          end++;
        }
        List<String> code = unindented(lines.subList(i + 1, end));
        String above = i == 0 ? "" : lines.get(i - 1);
        Matcher comment = COMMENT.matcher(above);
        found.add(
            new Snippet(
                document, i + 1, fence.group(2), code, comment.matches() ? comment.group(1) : ""));
        i = end;
      }
    }
    return found;
  }

  /** What a snippet is a copy of. */
  static List<String> read(Snippet.Source source) {
    List<String> lines = lines(source.file());
    if (source.region() == null) {
      return lines;
    }
    Pattern begin =
        Pattern.compile("\\s*(?://|#|<!--) region " + Pattern.quote(source.region()) + "( -->)?");
    List<String> region = new ArrayList<>();
    boolean inside = false;
    for (String line : lines) {
      if (inside && line.matches("\\s*(//|#|<!--) endregion( -->)?")) {
        return unindented(region);
      }
      if (inside) {
        region.add(line);
      }
      inside = inside || begin.matcher(line).matches();
    }
    throw new AssertionError(source + ": there is no such region");
  }

  private static List<String> unindented(List<String> lines) {
    int indent =
        lines.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    return lines.stream().map(line -> line.isBlank() ? "" : line.substring(indent)).toList();
  }
}
