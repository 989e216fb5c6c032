package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.Servers;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

/**
 * Asks the servers for what only they know or can do, and answers the same to them: each runs the
 * handler that it runs for its own requests. On a server that is alone nobody else is asked.
 * Thread-safe.
 */
final class AcrossServers {
  private final Map<String, Route.Handler> handlers = new ConcurrentHashMap<>();
  private final Servers servers;
  private final Predicate<UserKey> isHere;
  private final AdminThread thread;

  /**
   * Asks these servers.
   *
   * @param isHere whether a user has a session at this server, as far as it knows
   */
  AcrossServers(Servers servers, Predicate<UserKey> isHere, AdminThread thread) {
    this.servers = servers;
    this.isHere = isHere;
    this.thread = thread;
  }

  /**
   * Makes a handler known to the other servers, which ask for it by its name. The same on each.
   *
   * @param handler does what this server can; never asks another one
   */
  void answers(String operation, Route.Handler handler) {
    handlers.put(operation, handler);
  }

  /** Another server asks. */
  void onRequest(String text, Answer<String> answer) {
    try {
      thread.run(
          () ->
              AskedRequest.read(text)
                  .thenCompose(asked -> here(asked.operation(), asked.request()))
                  .exceptionally(
                      failure -> ApiResponse.problem(Problems.of(failure, "what a server asked")))
                  .thenAccept(response -> answer.give(AskedRequest.write(response))));
    } catch (RejectedExecutionException e) {
      answer.fail(StoreException.refused("this server is busy"));
    }
  }

  private CompletionStage<ApiResponse> here(String operation, ApiRequest request) {
    Route.Handler handler = handlers.get(operation);
    if (handler == null) {
      throw ApiException.of(501, "the server is too old for this");
    }
    return handler.handle(request);
  }

  /** Lets the server do it at which the user is logged in; this one if that is nowhere. */
  CompletionStage<ApiResponse> atOwner(String operation, UserKey user, ApiRequest request) {
    return locate(user)
        .thenCompose(
            node ->
                at(node, operation, request)
                    .thenCompose(
                        response ->
                            response.status() == 404
                                ? ifMoved(node, operation, user, request, response)
                                : CompletableFuture.completedFuture(response)));
  }

  /** A session that moves is for a moment at neither of both servers. */
  private CompletionStage<ApiResponse> ifMoved(
      String before, String operation, UserKey user, ApiRequest request, ApiResponse response) {
    return locate(user)
        .thenCompose(
            node ->
                node.equals(before)
                    ? CompletableFuture.completedFuture(response)
                    : at(node, operation, request));
  }

  /** What a user's server is asked by; {@link Servers#self} if the user is nowhere, or here. */
  private CompletableFuture<String> locate(UserKey user) {
    return Later.<String>of(answer -> servers.locate(user, answer))
        .exceptionally(
            failure -> {
              if (isHere.test(user)) {
                return servers.self(); // for this nobody needs to know where others are
              }
              throw StoreException.of(failure);
            });
  }

  private CompletionStage<ApiResponse> at(String node, String operation, ApiRequest request) {
    if (node.equals(servers.self())) {
      return here(operation, request);
    }
    return ask(node, operation, request)
        .exceptionally(
            failure -> {
              throw ApiException.unavailable(
                  "the server %s, where the user is logged in: %s"
                      .formatted(name(node), StoreException.of(failure).reason()));
            });
  }

  private CompletableFuture<ApiResponse> ask(String node, String operation, ApiRequest request) {
    CompletableFuture<ApiResponse> answered = new CompletableFuture<>();
    servers.ask(
        node,
        AskedRequest.write(operation, request),
        (text, problem) -> {
          if (text == null) {
            answered.completeExceptionally(
                problem == null ? StoreException.unknown("no answer", null) : problem);
            return;
          }
          try {
            thread.run(() -> AskedRequest.complete(answered, text));
          } catch (RejectedExecutionException e) {
            answered.completeExceptionally(StoreException.unknown("this server is busy", e));
          }
        });
    return answered;
  }

  private String name(String node) {
    return servers.all().stream()
        .filter(server -> server.node().equals(node))
        .map(Servers.Server::name)
        .findFirst()
        .orElse(node);
  }

  /** What one server answered; null if it did not. Immutable. */
  private record Part(String server, CompletableFuture<ApiResponse> answer) {}

  /** Lets all servers do it, and makes one answer of theirs, which names those that did not. */
  CompletionStage<ObjectNode> everywhere(String operation, ApiRequest request, Merge merge) {
    List<Part> parts = new ArrayList<>();
    for (Servers.Server server : servers.all()) {
      if (!server.node().equals(servers.self())) {
        parts.add(new Part(server.name(), ask(server.node(), operation, request)));
      }
    }
    CompletableFuture<?>[] asked =
        parts.stream()
            .map(part -> part.answer().handle((r, f) -> r))
            .toArray(CompletableFuture[]::new);
    return here(operation, request)
        .thenCombine(
            CompletableFuture.allOf(asked),
            (own, done) -> merged(AskedRequest.body(own), parts, request, merge));
  }

  private static ObjectNode merged(
      ObjectNode own, List<Part> parts, ApiRequest request, Merge merge) {
    List<ObjectNode> bodies = new ArrayList<>();
    bodies.add(own);
    List<String> missing = new ArrayList<>();
    for (Part part : parts) {
      ApiResponse response = part.answer().isCompletedExceptionally() ? null : part.answer().join();
      if (response == null || response.status() >= 300) {
        missing.add(part.server());
      } else {
        bodies.add(AskedRequest.body(response));
      }
    }
    ObjectNode body = bodies.size() == 1 ? own : merge.merge(bodies, request);
    if (!missing.isEmpty()) {
      missing.forEach(body.putArray("incomplete")::add);
    }
    return body;
  }
}
