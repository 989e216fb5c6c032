package io.rtmkit.client.internal;

import java.util.Random;

/** Ids of this client's messages: from a random number upward, never one twice. Loop thread. */
final class MessageIds {
  private long last;

  MessageIds(Random random) {
    last = random.nextLong();
  }

  long next() {
    return ++last;
  }
}
