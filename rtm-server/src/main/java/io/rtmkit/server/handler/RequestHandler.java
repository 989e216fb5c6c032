package io.rtmkit.server.handler;

/** Answers requests of one kind; runs straight on the connection's lane and never blocks. */
@FunctionalInterface
interface RequestHandler {
  void handle(Call call);
}
