package io.rtmkit.client.internal;

import io.rtmkit.client.internal.ClientLoop.Timer;
import io.rtmkit.protocol.v1.LogoutRequest;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;

/**
 * The last moments of a link after logout: tells the server, waits for its answer a short while and
 * closes. The client itself has moved on. Loop thread.
 */
final class Farewell implements Link.Owner {
  private final ClientContext context;
  private final Link link;
  private final long logoutId;
  private final Runnable done;
  private long awaitedLoginId;
  private boolean over;
  private Timer timer = Timer.NONE;

  Farewell(ClientContext context, Link link, long logoutId, Runnable done) {
    this.context = context;
    this.link = link;
    this.logoutId = logoutId;
    this.done = done;
  }

  /** Begins; if a login is still to be answered its id is given, otherwise 0. */
  void begin(long unansweredLoginId) {
    awaitedLoginId = unansweredLoginId;
    link.setOwner(this);
    timer = context.loop.schedule(context.tuning.limitMs(Operation.LOGOUT.timeoutMs), this::finish);
    if (unansweredLoginId == 0) {
      sendLogout();
    }
  }

  @Override
  public void onOpen(Link opened) {}

  @Override
  public void onReply(Link from, Reply reply) {
    if (reply.getRequestId() == logoutId) {
      finish();
    } else if (awaitedLoginId != 0 && reply.getRequestId() == awaitedLoginId) {
      awaitedLoginId = 0;
      if (reply.getCode() == 0) {
        sendLogout();
      } else {
        finish();
      }
    }
  }

  @Override
  public void onPush(Link from, Push push) {
    if (push.hasGoodbye()) {
      finish();
    }
  }

  @Override
  public void onBatchEnd(Link from) {}

  @Override
  public void onEnd(Link ended, String why) {
    finish();
  }

  private void sendLogout() {
    link.send(
        Request.newBuilder()
            .setRequestId(logoutId)
            .setLogout(LogoutRequest.getDefaultInstance())
            .build());
  }

  private void finish() {
    if (!over) {
      over = true;
      timer.cancel();
      link.close();
      done.run();
    }
  }
}
