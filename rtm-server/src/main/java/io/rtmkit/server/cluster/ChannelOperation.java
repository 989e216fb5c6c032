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
   * @param sender null if a back end sends it
   * @param receipts whether the sender wants delivery receipts
   * @param entered whether the sender has been entered again for it
   */
  record Publish(
      Outgoing message,
      @Nullable Session sender,
      boolean receipts,
      boolean entered,
      Answer<Published> answer)
      implements ChannelOperation {
    Publish afterEntering() {
      return new Publish(message, sender, receipts, true, answer);
    }
  }

  /** Anything else, alone. */
  record Step(Supplier<CompletableFuture<?>> action) implements ChannelOperation {}
}
