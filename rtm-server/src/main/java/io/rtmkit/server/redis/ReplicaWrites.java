package io.rtmkit.server.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts that count as done when a replica has what they wrote. The scripts that come while
 * others wait go together, in one piece and with one WAIT behind them, as that speaks of what was
 * written on the same connection. Thread-safe.
 */
final class ReplicaWrites {
  private static final int MOST_TOGETHER = 1_024;
  private static final int MOST_REDIRECTS = 3;

  /** A script on its way. */
  private record Item(
      ScriptCall call,
      boolean byText,
      int redirects,
      boolean asking,
      CompletableFuture<List<Object>> future) {}

  /** What a script is run with. */
  record ScriptCall(Script script, List<byte[]> keys, List<byte[]> arguments) {}

  /** Redis did it, and no replica has said that it has it. */
  static final class UnconfirmedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnconfirmedException() {
      super("no replica confirmed it");
    }
  }

  private final ReplicaParts parts;
  private final Duration time;
  private final Function<byte[], String> partOf;
  private final KeyedChain<String, Item> chain = new KeyedChain<>(new Batches(), MOST_TOGETHER);

  /** Runs scripts; the function names the part of Redis that has a key. */
  ReplicaWrites(ReplicaParts parts, Function<byte[], String> partOf) {
    this.parts = parts;
    this.time = parts.writeTimeout().plus(parts.replicaTimeout());
    this.partOf = partOf;
  }

  /**
   * Has Redis run a script once; fails with what the client says, or as unconfirmed. Never throws.
   */
  CompletableFuture<List<Object>> run(ScriptCall call) {
    Item item = new Item(call, false, 0, false, new CompletableFuture<>());
    RedisException late = new RedisCommandTimeoutException("no answer");
    try {
      Future<?> end = parts.later(() -> item.future().completeExceptionally(late), time);
      item.future().whenComplete((done, failure) -> end.cancel(false));
      chain.add(partOf.apply(call.keys().get(0)), item);
    } catch (RejectedExecutionException e) {
      item.future().completeExceptionally(new RedisException("Connection is closed", e));
    }
    return item.future();
  }

  /** Ends all connections. */
  CompletableFuture<Void> shutdown() {
    return parts.shutdown();
  }

  private CompletableFuture<?> run(
      String part, StatefulRedisConnection<byte[], byte[]> connection, List<Item> items) {
    List<AsyncCommand<byte[], byte[], List<Object>>> all = new ArrayList<>();
    List<AsyncCommand<byte[], byte[], List<Object>>> scripts = new ArrayList<>();
    for (Item item : items) {
      if (item.asking()) {
        all.add(command(KeyCommand.writing("ASKING")));
      }
      scripts.add(command(item));
      all.add(scripts.get(scripts.size() - 1));
    }
    AsyncCommand<byte[], byte[], List<Object>> confirmed =
        command(
            KeyCommand.waiting("WAIT", parts.replicaTimeout())
                .add(1)
                .add(parts.replicaTimeout().toMillis()));
    all.add(confirmed);
    // In one piece: none of it may go out on another connection than the rest.
    connection.dispatch(all);
    return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
        .handle(
            (done, failure) -> {
              if (confirmed.isCompletedExceptionally() || anyTimedOut(scripts)) {
                parts.forget(part, connection);
              }
              for (int i = 0; i < items.size(); i++) {
                onEnd(part, items.get(i), scripts.get(i), confirmed);
              }
              return null;
            });
  }

  private static AsyncCommand<byte[], byte[], List<Object>> command(Item item) {
    Script script = item.call().script();
    boolean byText = item.byText();
    return command(
        byText ? EvalKeyword.byText(true) : EvalKeyword.byName(true),
        new CommandArgs<>(ByteArrayCodec.INSTANCE)
            .add(byText ? script.text() : script.hash())
            .add(item.call().keys().size())
            .addKeys(item.call().keys())
            .addValues(item.call().arguments()));
  }

  private static AsyncCommand<byte[], byte[], List<Object>> command(KeyCommand command) {
    return command(command.keyword(), command.args());
  }

  private static AsyncCommand<byte[], byte[], List<Object>> command(
      ProtocolKeyword keyword, CommandArgs<byte[], byte[]> arguments) {
    return new AsyncCommand<>(
        new Command<>(keyword, new NestedMultiOutput<>(ByteArrayCodec.INSTANCE), arguments));
  }

  private static boolean anyTimedOut(List<? extends CompletableFuture<?>> commands) {
    return commands.stream()
        .anyMatch(command -> failureOf(command) instanceof RedisCommandTimeoutException);
  }

  private void onEnd(
      String part,
      Item item,
      CompletableFuture<List<Object>> script,
      CompletableFuture<List<Object>> confirmed) {
    Throwable failure = failureOf(script);
    if (failure instanceof RedisNoScriptException && !item.byText()) {
      chain.add(part, new Item(item.call(), true, item.redirects(), item.asking(), item.future()));
    } else if (failure != null) {
      onFailure(item, failure);
    } else if (confirmed.isCompletedExceptionally()) {
      // The script was run: whoever repeats it is told what became of it.
      item.future()
          .completeExceptionally(
              new RedisException("WAIT is not answered: " + failureOf(confirmed)));
    } else if (confirmed.join().get(0) instanceof Long replicas && replicas > 0) {
      item.future().complete(script.join());
    } else {
      item.future().completeExceptionally(new UnconfirmedException());
    }
  }

  private void onFailure(Item item, Throwable failure) {
    String text =
        failure instanceof RedisCommandExecutionException ? "" + failure.getMessage() : "";
    if (text.startsWith("MOVED ")) {
      // Whoever repeats it finds the part that has it now.
      parts.lookAgain().whenComplete((done, other) -> item.future().completeExceptionally(failure));
      return;
    }
    String other = text.startsWith("ASK ") ? target(text) : null;
    if (other == null || item.redirects() == MOST_REDIRECTS) {
      item.future().completeExceptionally(failure);
    } else {
      chain.add(
          other, new Item(item.call(), item.byText(), item.redirects() + 1, true, item.future()));
    }
  }

  /** The part that a slot is just moving to: "ASK slot host:port". */
  private @Nullable String target(String redirection) {
    int host = redirection.lastIndexOf(' ') + 1;
    int port = redirection.lastIndexOf(':') + 1;
    return host >= port
        ? null
        : parts.at(
            redirection.substring(host, port - 1), Integer.parseInt(redirection.substring(port)));
  }

  private static @Nullable Throwable failureOf(CompletableFuture<?> future) {
    return future.isCompletedExceptionally()
        ? future.handle((result, failure) -> failure).join()
        : null;
  }

  /** Never fails, so that the next can begin. */
  private final class Batches implements KeyedChain.Step<String, Item> {
    @Override
    public CompletableFuture<?> run(String part, List<Item> all) {
      List<Item> items = all.stream().filter(item -> !item.future().isDone()).toList();
      if (items.isEmpty()) {
        return CompletableFuture.completedFuture(null);
      }
      return connect(part)
          .handle(
              (connection, failure) -> {
                if (connection != null) {
                  return ReplicaWrites.this.run(part, connection, items);
                }
                RedisException problem =
                    new RedisException("Currently not connected", failure); // as the client says
                items.forEach(item -> item.future().completeExceptionally(problem));
                return CompletableFuture.completedFuture(null);
              })
          .thenCompose(done -> done);
    }

    private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connect(String part) {
      try {
        return parts.connect(part);
      } catch (RuntimeException e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    @Override
    public boolean isJoinable(Item first, Item next) {
      return true;
    }

    @Override
    public int size(Item item) {
      return item.call().arguments().stream().mapToInt(argument -> argument.length).sum();
    }
  }
}
