package io.rtmkit.server.core.peer;

import io.rtmkit.server.core.session.BackEnd;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A message that came through another server, which counts and tells what becomes of it.
 * Thread-safe; answered once.
 */
final class RemoteDelivery extends PeerDelivery {
  private final RemoteAnswer remote;
  private final AtomicBoolean left;

  RemoteDelivery(RemoteMessage message, RemoteAnswer remote, PeerContext nobody) {
    this(message, remote, nobody, new AtomicBoolean());
  }

  private RemoteDelivery(
      RemoteMessage message, RemoteAnswer remote, PeerContext nobody, AtomicBoolean left) {
    super(
        new BackEnd(message.sender()),
        message.request(),
        message.receivedMs(),
        outcome -> {
          if (!left.get()) {
            remote.answer(outcome);
          }
        },
        nobody,
        0);
    this.remote = remote;
    this.left = left;
  }

  /** The receiver may be elsewhere by now: the server that sent it finds out. */
  @Override
  public void moved(boolean sent) {
    abandoned(sent);
  }

  @Override
  public void abandoned(boolean sent) {
    if (left.compareAndSet(false, true) && !isAnswered()) {
      remote.left(sent);
    }
  }
}
