package io.rtmkit.server.cluster;

import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.redis.KeyedChain;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Does what changes a channel one after the other; messages that wait meanwhile are published
 * together. Thread-safe.
 */
final class ChannelTurns {
  private static final int MOST_TOGETHER = 128;
  private static final int SMALL = 200;

  /** Publishes messages of one channel. */
  @FunctionalInterface
  interface Publisher {
    CompletableFuture<?> publish(ChannelKey channel, List<ChannelOperation.Publish> messages);
  }

  private final Publisher publisher;
  private final KeyedChain<ChannelKey, ChannelOperation> chain =
      new KeyedChain<>(new OneAfterTheOther(), MOST_TOGETHER);

  ChannelTurns(Publisher publisher) {
    this.publisher = publisher;
  }

  void publish(ChannelKey channel, ChannelOperation.Publish message) {
    chain.add(channel, message);
  }

  /** Does something else when it is its turn. */
  <T> CompletableFuture<T> run(ChannelKey channel, Supplier<CompletableFuture<T>> step) {
    CompletableFuture<T> done = new CompletableFuture<>();
    chain.add(channel, new ChannelOperation.Step(() -> Futures.begin(step, done)));
    return done;
  }

  private final class OneAfterTheOther implements KeyedChain.Step<ChannelKey, ChannelOperation> {
    @Override
    public CompletableFuture<?> run(ChannelKey channel, List<ChannelOperation> operations) {
      if (operations.get(0) instanceof ChannelOperation.Step step) {
        return step.action().get();
      }
      return publisher.publish(
          channel, operations.stream().map(each -> (ChannelOperation.Publish) each).toList());
    }

    @Override
    public boolean isJoinable(ChannelOperation first, ChannelOperation next) {
      return first instanceof ChannelOperation.Publish && next instanceof ChannelOperation.Publish;
    }

    @Override
    public int size(ChannelOperation operation) {
      return operation instanceof ChannelOperation.Publish publish
          ? publish.message().event().getSerializedSize()
          : SMALL;
    }
  }
}
