package io.rtmkit.server.cluster;

import io.rtmkit.server.cluster.script.Outgoing;
import io.rtmkit.server.core.channel.Published;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.session.Session;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something to be done with a shared channel in its turn. */
sealed interface ChannelOperation {
  /**
   * A message; what waits together is published together.
   *
   * @param receipts the session that wants delivery receipts; null if nobody does
   */
  record Publish(Outgoing message, @Nullable Session receipts, Answer<Published> answer)
      implements ChannelOperation {}

  /** Anything else, alone. */
  record Step(Supplier<CompletableFuture<?>> action) implements ChannelOperation {}
}
