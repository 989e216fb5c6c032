package io.rtmkit.loadtest.compare;

import io.rtmkit.loadtest.process.OpenFiles;
import java.util.OptionalLong;

/**
 * How many files a comparison has open at the most: one for each connection, and some more.
 * Immutable.
 *
 * @param connections to one server
 * @param servers whose connections are open at the same time
 * @param option that the number of connections comes from
 */
record FileNeed(int connections, int servers, String option) {
  long files() {
    return (long) connections * servers + OpenFiles.OTHERS;
  }

  /**
   * Compares it with the limit of this process, if the system tells one.
   *
   * @throws IllegalArgumentException if the limit is lower, saying what to do
   */
  void check(OptionalLong limit) {
    if (limit.isPresent() && files() > limit.getAsLong()) {
      boolean several = servers > 1;
      throw new IllegalArgumentException(
          ("%d connections%s need %d open files, but this process may have %d:"
                  + " take fewer %s%s, or raise the limit (ulimit -n)")
              .formatted(
                  connections,
                  several ? " to each of " + servers + " servers at once" : "",
                  files(),
                  limit.getAsLong(),
                  option,
                  several ? " or fewer --peers" : ""));
    }
  }
}
