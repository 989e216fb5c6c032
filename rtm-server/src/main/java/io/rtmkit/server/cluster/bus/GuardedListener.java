package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.cluster.wire.Item;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener whose faults do not stop the bus. As thread-safe as the listener. */
final class GuardedListener implements BusListener {
  private static final Logger log = LoggerFactory.getLogger(GuardedListener.class);

  private final BusListener listener;

  GuardedListener(BusListener listener) {
    this.listener = listener;
  }

  private static void call(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.error("what came over the bus could not be handled", e);
    }
  }

  @Override
  public void onItem(String from, Item item) {
    call(() -> listener.onItem(from, item));
  }

  @Override
  public void onGap(String from) {
    call(() -> listener.onGap(from));
  }

  @Override
  public void onNodeGone(String node) {
    call(() -> listener.onNodeGone(node));
  }

  @Override
  public void onNodeBack(String node) {
    call(() -> listener.onNodeBack(node));
  }

  @Override
  public void onNodeExpired(String node, Duration ago) {
    call(() -> listener.onNodeExpired(node, ago));
  }

  @Override
  public void onLeaseLost() {
    call(listener::onLeaseLost);
  }

  @Override
  public void onLeaseBack(boolean newIncarnation) {
    call(() -> listener.onLeaseBack(newIncarnation));
  }
}
