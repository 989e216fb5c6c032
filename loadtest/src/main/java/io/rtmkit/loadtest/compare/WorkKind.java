package io.rtmkit.loadtest.compare;

/** What the servers of a comparison do. */
enum WorkKind {
  CHANNEL,
  PEER,
  IDLE,
  CONN
}
