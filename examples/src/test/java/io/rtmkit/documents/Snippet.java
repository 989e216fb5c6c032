package io.rtmkit.documents;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A block of code in a document, and what the comment above it says of where it is proved: {@code
 * from FILE}, {@code from FILE#REGION}, or {@code tested by FILE: NAME}. Immutable.
 *
 * @param document relative to the root
 * @param line of the document at which it begins
 * @param language of the block, empty if none is named
 * @param lines without the fences, and without what indents all of them
 * @param comment what is above it, empty if there is none
 */
record Snippet(Path document, int line, String language, List<String> lines, String comment) {
  private static final Pattern FROM = Pattern.compile("from ([^#\\s]+)(?:#(\\S+))?");
  private static final Pattern TESTED_BY = Pattern.compile("tested by (\\S+): (\\S+)");

  /** The file and region that it is a copy of, or null. */
  @Nullable Source source() {
    Matcher from = FROM.matcher(comment);
    return from.matches() ? new Source(Path.of(from.group(1)), from.group(2)) : null;
  }

  /** The file that runs it, or null. */
  @Nullable Path testedBy() {
    Matcher tested = TESTED_BY.matcher(comment);
    return tested.matches() ? Path.of(tested.group(1)) : null;
  }

  /** The name under which that file asks for it; empty if it has none. */
  String name() {
    Matcher tested = TESTED_BY.matcher(comment);
    return tested.matches() ? tested.group(2) : "";
  }

  /** Output, or a picture: nobody types it. */
  boolean isShownOnly() {
    return language.equals("text");
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  /** Its lines without comments, which translations have in their own language. */
  List<String> withoutComments() {
    return lines.stream()
        .map(text -> text.replaceAll("\\s*(?:(?<!:)//|#|/\\*).*", ""))
        .collect(Collectors.toList());
  }

  @Override
  public String toString() {
    return document + ":" + line;
  }

  /** A file, or what lies between {@code // region NAME} and {@code // endregion} in it. */
  record Source(Path file, @Nullable String region) {}
}
