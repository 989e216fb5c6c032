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
  /** App and log id to conversation, size and, of history, sender: what is oldest in an app. */
  LOG_AGE("log-age"),
  /** User, what it did, and log id to conversation: see {@link UserLogTable}. */
  LOG_USER("log-user"),
  /** Channel and user to mark. */
  MEMBER("member"),
  /** Counters. */
  META("meta");

  private final String text;

  Table(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
