package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.cluster.wire.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a bus told. Thread-safe. */
final class Recorder implements BusListener {
  /** An item. Immutable. */
  record Received(String from, long number) {}

  private final List<Received> items = Collections.synchronizedList(new ArrayList<>());
  final List<String> gaps = new CopyOnWriteArrayList<>();
  final List<String> gone = new CopyOnWriteArrayList<>();
  final List<String> expired = new CopyOnWriteArrayList<>();
  final List<Duration> expiredAgo = new CopyOnWriteArrayList<>();

  /** "lost", "back", "back anew". */
  final List<String> lease = new CopyOnWriteArrayList<>();

  @Override
  public void onItem(String from, Item item) {
    items.add(new Received(from, Items.number(item)));
  }

  @Override
  public void onGap(String from) {
    gaps.add(from);
  }

  @Override
  public void onNodeGone(String node) {
    gone.add(node);
  }

  @Override
  public void onNodeBack(String node) {}

  @Override
  public void onNodeExpired(String node, Duration ago) {
    expiredAgo.add(ago);
    expired.add(node);
  }

  @Override
  public void onLeaseLost() {
    lease.add("lost");
  }

  @Override
  public void onLeaseBack(boolean newIncarnation) {
    lease.add(newIncarnation ? "back anew" : "back");
  }

  int count() {
    return items.size();
  }

  /** The numbers of what came from a server, in the order in which it came. */
  List<Long> from(String node) {
    synchronized (items) {
      return items.stream().filter(item -> item.from().equals(node)).map(Received::number).toList();
    }
  }
}
