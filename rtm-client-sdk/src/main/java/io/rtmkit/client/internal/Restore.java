package io.rtmkit.client.internal;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;

/**
 * One thing that the client puts back by itself when a session was lost with it: asked for again
 * while the refusal may pass. Each begin gives up the one before. Loop thread.
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
  private int turn;
  private int attempts;
  private boolean open;

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
    turn++;
    attempts = 0;
    open = true;
    ask(repeated);
  }

  /** The session goes on over a new connection: asks again, if no answer has come. */
  void onResumed() {
    if (open) {
      begin(true);
    }
  }

  /** Nobody wants to hear of it any more. */
  void cancel() {
    turn++;
    open = false;
  }

  /** Whether it was begun and has not ended yet. */
  boolean isOpen() {
    return open;
  }

  private void ask(boolean repeated) {
    int mine = turn;
    attempts++;
    requests.submit(
        operation,
        owner.restoreRequest().setResent(repeated),
        reply -> onRestored(mine, reply),
        error -> onFailed(mine, error));
  }

  private void onRestored(int mine, Reply reply) {
    if (turn == mine) {
      open = false;
      owner.onRestored(reply);
    }
  }

  private void onFailed(int mine, ErrorInfo error) {
    // After the end of the session nothing is to be restored.
    if (turn != mine || !requests.isLoggedIn()) {
      return;
    }
    if (operation.mayPass(error.getErrorCode()) && attempts < MAX_ATTEMPTS) {
      context.loop.schedule(context.tuning.waitMs(WAIT_MS) * attempts, () -> askAgain(mine));
    } else {
      open = false;
      owner.onRestoreFailed(error);
    }
  }

  private void askAgain(int mine) {
    // Without a connection the next login decides anew.
    if (turn == mine && requests.isConnected()) {
      ask(true);
    }
  }
}
