package io.rtmkit.loadtest.chaos;

/** Where the server keeps what must outlive it. */
enum StoreKind {
  /** Nowhere: no message asks to be kept. */
  NONE,
  /** In files of its own. */
  EMBEDDED,
  REDIS;

  boolean keeps() {
    return this != NONE;
  }
}
