package io.rtmkit.client.internal;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;

/**
 * One thing of a lost session that the client puts back by itself: asked for again while the
 * refusal may pass. Given up for a new one with each connection. Loop thread.
 */
final class Restore {
  private static final long WAIT_MS = 1_000;
  private static final int MAX_ATTEMPTS = 5;

  /** Who knows what to ask for, and is told how it ended. Loop thread. */
  interface Owner {
    /** What to ask for, as things stand now. */
    Request.Builder restoreRequest();

    void onRestored(Reply reply);

    void onRestoreFailed(ErrorInfo error);
  }

  private final ClientContext context;
  private final Requests requests;
  private final Operation operation;
  private final Owner owner;
  private int attempts;
  private boolean over;

  Restore(ClientContext context, Requests requests, Operation operation, Owner owner) {
    this.context = context;
    this.requests = requests;
    this.operation = operation;
    this.owner = owner;
  }

  /**
   * Asks the server.
   *
   * @param repeated whether an earlier attempt may have been taken already, unknown to the client
   */
  void begin(boolean repeated) {
    attempts++;
    requests.submit(
        operation, owner.restoreRequest().setResent(repeated), this::onRestored, this::onFailed);
  }

  /** Nobody wants to hear of it any more. */
  void cancel() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  private void onRestored(Reply reply) {
    if (!over) {
      over = true;
      owner.onRestored(reply);
    }
  }

  private void onFailed(ErrorInfo error) {
    if (over) {
      return;
    }
    if (operation.mayPass(error.getErrorCode()) && attempts < MAX_ATTEMPTS) {
      context.loop.schedule(context.tuning.ms(WAIT_MS) * attempts, this::beginAgain);
    } else {
      over = true;
      owner.onRestoreFailed(error);
    }
  }

  private void beginAgain() {
    // Without a connection the next login decides anew.
    if (!over && requests.isConnected()) {
      begin(true);
    }
  }
}
