package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Lists of ids in pieces: sorted, those that begin with {@code prefix}, behind {@code after}.
 * Stateless.
 */
final class Pages {
  private static final int USUAL = 100;

  private Pages() {}

  /** How many of them are wanted at most. */
  static int limit(ApiRequest request) {
    return request.queryInt("limit", USUAL);
  }

  /**
   * One piece of a list.
   *
   * @param fill writes what is to be told of an id
   */
  static ObjectNode of(
      String name, Stream<String> ids, ApiRequest request, BiConsumer<String, ObjectNode> fill) {
    String prefix = request.queryText("prefix");
    String after = request.queryText("after");
    int limit = limit(request);
    List<String> found =
        ids.filter(id -> id.startsWith(prefix) && (after.isEmpty() || id.compareTo(after) > 0))
            .sorted()
            .limit(limit + 1L)
            .toList();
    boolean more = found.size() > limit;
    ObjectNode page = Json.list(name, more ? found.subList(0, limit) : found, fill);
    page.put("more", more);
    return page;
  }
}
