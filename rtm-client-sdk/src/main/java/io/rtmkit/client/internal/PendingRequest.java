package io.rtmkit.client.internal;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.internal.ClientLoop.Timer;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;

/** One request from its making to its answer, over any number of connections. Loop thread. */
final class PendingRequest {
  final Operation operation;
  private final Request.Builder body;
  private final Requests.OnReply onReply;
  private final Requests.OnError onError;
  private Timer timeout = Timer.NONE;
  private boolean wasSent;
  private boolean answered;

  PendingRequest(
      Operation operation,
      Request.Builder body,
      Requests.OnReply onReply,
      Requests.OnError onError) {
    this.operation = operation;
    this.body = body;
    this.onReply = onReply;
    this.onError = onError;
  }

  void begin(long id, Timer newTimeout) {
    body.setRequestId(id);
    timeout = newTimeout;
  }

  long id() {
    return body.getRequestId();
  }

  /** The frame to send now; from the second time on it says so. */
  Request toSend() {
    if (wasSent) {
      body.setResent(true);
    }
    wasSent = true;
    return body.build();
  }

  boolean mayBeSentAgain() {
    return operation.insists() || (operation.survivesLoss() && !answered);
  }

  void onReply(Reply reply) {
    if (reply.getCode() != 0) {
      fail(new ErrorInfo(reply.getCode(), reply.getReason()));
    } else if (answer()) {
      onReply.accept(reply);
    }
  }

  void fail(ErrorInfo error) {
    if (answer()) {
      onError.accept(error);
    }
  }

  /** Nobody waits for it any longer. */
  void abandon() {
    answer();
  }

  private boolean answer() {
    boolean first = !answered;
    answered = true;
    timeout.cancel();
    return first;
  }
}
