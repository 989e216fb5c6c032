package io.rtmkit.server.cluster.bus;

import java.security.SecureRandom;
import java.util.Base64;

/** Names of servers: one for each time that a server begins to be there. Thread-safe. */
final class NodeNames {
  private static final int BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private NodeNames() {}

  /** 22 letters, digits, hyphens and underscores that nobody had before. */
  static String next() {
    byte[] name = new byte[BYTES];
    RANDOM.nextBytes(name);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
  }
}
