package io.rtmkit.loadtest.wire;

import io.rtmkit.protocol.v1.Request;

/** A request without an answer yet. Immutable. */
record Question(Request request, ReplyListener listener) {}
