package io.rtmkit.loadtest.redis;

import java.io.IOException;

/** One or several Redis servers that are used as one. One thread. */
public interface RedisSite {
  /** Starts all of them and waits until they can be used. */
  void start() throws IOException, InterruptedException;

  /** Where servers find it, as their setting store.redis.uri says it. */
  String uri();

  /** Kills what runs. */
  void close() throws InterruptedException;
}
