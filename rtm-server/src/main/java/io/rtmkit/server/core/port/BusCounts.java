package io.rtmkit.server.core.port;

/** What went over the way from server to server, since it was opened. Thread-safe. */
public interface BusCounts {
  /** Batches that are in the inboxes of others, for all that is known. */
  long batchesSent();

  long itemsSent();

  /** Bytes of the batches that were sent. */
  long bytesSent();

  /** Batches that were sent once more, because Redis did not take them or did not say so. */
  long sendsRepeated();

  /** Items that were given up: too many wait, Redis was away too long, or the server is gone. */
  long itemsDropped();

  /** Batches that came out of the own inbox, those that came once more among them. */
  long batchesReceived();

  /** Items from Redis that were handed over; without what was passed over. */
  long itemsReceived();

  /** Bytes of the batches that were received. */
  long bytesReceived();

  /** Items that this server is too old to know. */
  long itemsOfUnknownKind();

  /** Entries of the inbox that nobody can read. */
  long batchesDamaged();

  /** Batches that came once more and were passed over. */
  long repeats();

  /** How often something that was sent to this server never came. */
  long gaps();

  /** How often this server did not get in time what it had sent to itself. */
  long probesFailed();

  /** Items that wait at present, for whatever server. */
  long waitingItems();

  /** Bytes of those. */
  long waitingBytes();

  /** How long batches were under way, from Redis to the one who reads them. */
  TimeCounts underWay();
}
