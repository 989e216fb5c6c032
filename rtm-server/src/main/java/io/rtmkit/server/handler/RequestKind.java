package io.rtmkit.server.handler;

import io.rtmkit.protocol.v1.Request;
import io.rtmkit.server.core.session.Budget;
import io.rtmkit.server.core.session.Session;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One row of the dispatch table: what is checked before the handler of a kind of request runs.
 *
 * @param name for error texts
 * @param needsLogin whether the connection must have a session
 * @param budget the call budget it is taken from, if any
 * @param known whether a request sent again is one that was let through before
 */
record RequestKind(
    String name,
    boolean needsLogin,
    @Nullable Budget budget,
    ErrorCodes codes,
    RequestHandler handler,
    BiPredicate<Session, Request> known) {
  /** For a kind without memory of what it did. */
  static final BiPredicate<Session, Request> UNKNOWN = (session, request) -> false;

  /** Whether this very request was let through before and only its answer was lost. */
  boolean isKnown(Session session, Request request) {
    return request.getResent() && known.test(session, request);
  }
}
