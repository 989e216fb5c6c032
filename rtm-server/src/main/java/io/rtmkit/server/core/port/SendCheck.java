package io.rtmkit.server.core.port;

import java.util.concurrent.CompletionStage;

/** Asked about each message before it takes effect. Thread-safe; never blocks. */
@FunctionalInterface
public interface SendCheck {
  /** Asks about a message. The answer comes once, on any thread, and is never a failure. */
  CompletionStage<SendVerdict> check(SendQuestion question);
}
