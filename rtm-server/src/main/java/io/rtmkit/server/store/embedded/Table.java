package io.rtmkit.server.store.embedded;

import java.nio.charset.StandardCharsets;

/** The column families. */
enum Table {
  /** RocksDB wants it; holds nothing. */
  DEFAULT("default"),
  /** User and offset to message. */
  QUEUE("queue"),
  /** User to {@link QueueMeta}. */
  QUEUE_META("queue-meta"),
  /** Conversation and log id to message. */
  LOG("log"),
  /** App and log id to conversation and size: what is oldest in an app. */
  LOG_AGE("log-age"),
  /** Channel and user to mark. */
  MEMBER("member"),
  /** Counters. */
  META("meta");

  private final String text;

  Table(String text) {
    this.text = text;
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
