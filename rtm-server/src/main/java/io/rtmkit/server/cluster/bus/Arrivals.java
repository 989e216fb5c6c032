package io.rtmkit.server.cluster.bus;

import com.google.protobuf.InvalidProtocolBufferException;
import io.rtmkit.server.cluster.wire.Batch;
import io.rtmkit.server.cluster.wire.Item;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what comes out of the inbox: passes over what was there before, sees what is missing, and
 * hands over the rest. Only on the thread that calls the listener.
 */
final class Arrivals {
  private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

  private final Map<String, Long> lastBySource = new HashMap<>();
  private final BusListener listener;
  private final SelfProbe probe;
  private final BusFigures figures;

  /** The name of this server: what it sends itself through Redis is a probe. */
  private String self = "";

  Arrivals(BusListener listener, SelfProbe probe, BusFigures figures) {
    this.listener = listener;
    this.probe = probe;
    this.figures = figures;
  }

  /** Begins with the inbox of a server; each source counts from 1 there. */
  void begin(String node) {
    self = node;
    lastBySource.clear();
  }

  /** That source sends no more. */
  void forget(String source) {
    lastBySource.remove(source);
  }

  /**
   * Takes an entry.
   *
   * @param underWayMs since Redis has it
   */
  void take(byte[] bytes, long underWayMs) {
    Batch batch;
    try {
      batch = Batch.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      figures.onDamagedBatch();
      log.error("a batch in the inbox is damaged and is passed over: {}", e.getMessage());
      return;
    }
    figures.onBatch(bytes.length, underWayMs);
    probe.onArrival();
    String source = batch.getSource();
    long number = batch.getSequence();
    long last = lastBySource.getOrDefault(source, 0L);
    if (number <= last) {
      figures.onRepeat();
      return;
    }
    lastBySource.put(source, number);
    for (Item item : batch.getItemsList()) {
      take(source, item);
    }
    if (number > last + 1) {
      figures.onGap();
      listener.onGap(source);
    }
  }

  private void take(String source, Item item) {
    if (item.getBodyCase() == Item.BodyCase.BODY_NOT_SET) {
      figures.onUnknownItem();
    } else if (item.getBodyCase() == Item.BodyCase.PROBE && source.equals(self)) {
      probe.onBack();
    } else {
      figures.onItem();
      listener.onItem(source, item);
    }
  }
}
