package io.rtmkit.server.handler;

import io.rtmkit.server.core.session.Budget;
import org.jspecify.annotations.Nullable;

/**
 * One row of the dispatch table: what is checked before the handler of a kind of request runs.
 *
 * @param name for error texts
 * @param needsLogin whether the connection must have a session
 * @param budget the call budget it is taken from, if any
 * @param tooOftenCode the operation's code for a budget that is used up
 * @param failureCode the operation's code for a fault of the server
 */
record RequestKind(
    String name,
    boolean needsLogin,
    @Nullable Budget budget,
    int tooOftenCode,
    int failureCode,
    RequestHandler handler) {}
