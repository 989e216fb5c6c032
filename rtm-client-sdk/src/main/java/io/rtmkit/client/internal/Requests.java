package io.rtmkit.client.internal;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for a reply, in the order in which they were made. They outlive lost
 * connections: each is answered once, by its reply, its time-out or the end of the session. Their
 * number is bounded by {@link Gateway}. Loop thread.
 */
final class Requests {
  /** Takes the reply to a request that succeeded. */
  interface OnReply {
    void accept(Reply reply);
  }

  /** Takes the error of a request that failed. */
  interface OnError {
    void accept(ErrorInfo error);
  }

  private final ClientContext context;
  // Id 0 is the heartbeat's.
  private long lastId;

  // As long as a user is logged in.
  private boolean loggedIn;
  private final ArrayDeque<PendingRequest> waiting = new ArrayDeque<>();

  // As long as a connection.
  private @Nullable Link link;
  private int window;
  // Sent; an entry stays until the reply, even if the caller has been answered before.
  private final Map<Long, PendingRequest> sent = new LinkedHashMap<>();

  Requests(ClientContext context) {
    this.context = context;
  }

  long nextId() {
    return ++lastId;
  }

  /** The user is logged in: requests are accepted from now on. */
  void start() {
    loggedIn = true;
  }

  /** The user is no longer logged in: everything that waits is answered with this error. */
  void stop(ErrorInfo error) {
    loggedIn = false;
    link = null;
    List<PendingRequest> all = inOrder();
    sent.clear();
    waiting.clear();
    for (PendingRequest request : all) {
      request.fail(error);
    }
  }

  /** Sends a request when there is a connection and room in the window. */
  void submit(Operation operation, Request.Builder body, OnReply onReply, OnError onError) {
    PendingRequest request = new PendingRequest(operation, body, onReply, onError);
    if (!loggedIn) {
      request.fail(new ErrorInfo(Operation.NOT_LOGGED_IN, "not logged in"));
      return;
    }
    request.begin(nextId(), timeoutOf(request));
    waiting.add(request);
    pump();
  }

  /** The connection stands: sends what waits, as much as the window takes. */
  void onConnected(Link newLink, int newWindow) {
    link = newLink;
    window = newWindow;
    pump();
  }

  /** The connection is lost: what it has not answered will be sent again, in its old order. */
  void onLost() {
    link = null;
    List<PendingRequest> all = inOrder();
    sent.clear();
    waiting.clear();
    for (PendingRequest request : all) {
      if (request.mayBeSentAgain()) {
        waiting.add(request);
      } else {
        request.abandon();
      }
    }
  }

  /** Puts the requests that were made last in front of all that wait. */
  void moveToFront(int count) {
    for (int i = 0; i < count && !waiting.isEmpty(); i++) {
      waiting.addFirst(waiting.removeLast());
    }
  }

  boolean isConnected() {
    return link != null;
  }

  boolean isLoggedIn() {
    return loggedIn;
  }

  int waiting() {
    return waiting.size();
  }

  void onReply(Reply reply) {
    PendingRequest request = sent.remove(reply.getRequestId());
    if (request != null) {
      request.onReply(reply);
      pump();
    }
  }

  /** Answers the requests of one kind that have not been sent. */
  void failWaiting(Operation operation, ErrorInfo error) {
    for (PendingRequest request : new ArrayList<>(waiting)) {
      if (request.operation == operation) {
        waiting.remove(request);
        request.fail(error);
      }
    }
  }

  private void pump() {
    Link to = link;
    while (to != null && sent.size() < window && !waiting.isEmpty()) {
      PendingRequest request = waiting.remove();
      sent.put(request.id(), request);
      to.send(request.toSend());
    }
  }

  private ClientLoop.Timer timeoutOf(PendingRequest request) {
    long ms = context.tuning.limitMs(request.operation.timeoutMs);
    return context.loop.schedule(ms, () -> onTimeout(request, ms));
  }

  private void onTimeout(PendingRequest request, long ms) {
    if (!request.operation.insists()) {
      waiting.remove(request);
    }
    String why = link == null ? "the connection is lost" : "the server did not answer";
    request.fail(new ErrorInfo(request.operation.timeoutCode, why + " for " + ms + " ms"));
  }

  private List<PendingRequest> inOrder() {
    List<PendingRequest> all = new ArrayList<>(sent.values());
    all.addAll(waiting);
    return all;
  }
}
