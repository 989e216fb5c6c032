package io.rtmkit.server.core.peer;

import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.session.BackEnd;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

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

  @Override
  public void moved(boolean sent) {
    if (left.compareAndSet(false, true) && !isAnswered()) {
      remote.moved(sent);
    }
  }

  /** The server that sent it waits for an answer, from wherever the receiver is. */
  @Override
  void sendOn(@Nullable Stored stored) {
    moved(false);
  }

  @Override
  public void abandoned(boolean sent) {
    if (left.compareAndSet(false, true) && !isAnswered()) {
      remote.left(sent);
    }
  }
}
