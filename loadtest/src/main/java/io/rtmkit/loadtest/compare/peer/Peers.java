package io.rtmkit.loadtest.compare.peer;

import java.nio.file.Path;
import java.util.List;

/** The servers that can be compared with. Stateless. */
public final class Peers {
  private Peers() {}

  /**
   * All of them.
   *
   * @param home where those are installed that no distribution has
   */
  public static List<Peer> all(Path home) {
    return List.of(
        new NatsPeer(),
        new MosquittoPeer(),
        new RedisPeer(),
        new HiveMqPeer(home),
        new WsPeer(home));
  }
}
