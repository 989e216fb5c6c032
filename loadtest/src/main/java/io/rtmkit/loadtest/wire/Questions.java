package io.rtmkit.loadtest.wire;

import io.netty.util.collection.LongObjectHashMap;
import io.rtmkit.protocol.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a session that nobody has answered: as many as the server allows are sent, the
 * others are held back. Called on the client's event loop.
 */
final class Questions {
  private final LongObjectHashMap<Question> sent = new LongObjectHashMap<>(2);
  private final Queue<Question> held = new ArrayDeque<>(1);
  private int most = Limits.REQUESTS_IN_FLIGHT;

  void atMost(int inFlight) {
    most = inFlight > 0 ? inFlight : Limits.REQUESTS_IN_FLIGHT;
  }

  void add(Question question) {
    held.add(question);
  }

  /** The next one that may be sent now, which counts as sent; null if there is none. */
  @Nullable Question next() {
    Question next = sent.size() < most ? held.poll() : null;
    if (next != null) {
      sent.put(next.request().getRequestId(), next);
    }
    return next;
  }

  @Nullable Question remove(long id) {
    return sent.remove(id);
  }

  /** Those that are sent, in their order. */
  List<Question> sent() {
    List<Question> list = new ArrayList<>(sent.values());
    list.sort(Comparator.comparingLong(question -> question.request().getRequestId()));
    return list;
  }
}
