package io.rtmkit.server.cluster;

import io.rtmkit.server.cluster.script.OwnedUsers;
import io.rtmkit.server.cluster.script.ReleaseLockScript;
import io.rtmkit.server.cluster.script.TakeLockScript;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cleans up behind servers that are gone, when their users have had the time to come back: one
 * server at a time does it, and whoever came back elsewhere is not touched. Thread-safe.
 */
final class Sweeper {
  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration LOCKED = Duration.ofSeconds(60);
  private static final int AT_ONCE = 500;

  private final Cluster cluster;
  private final Aftermath aftermath;
  private final TakeLockScript takeLock;
  private final ReleaseLockScript releaseLock;
  private final Duration lease;
  private final Duration patience;
  private final Set<String> sweeping = ConcurrentHashMap.newKeySet();

  /**
   * A sweeper that has nothing to do yet.
   *
   * @param lease of all servers
   * @param patience since the end of a lease, before its server is swept away
   */
  Sweeper(
      Cluster cluster,
      Aftermath aftermath,
      TakeLockScript takeLock,
      ReleaseLockScript releaseLock,
      Duration lease,
      Duration patience) {
    this.cluster = cluster;
    this.aftermath = aftermath;
    this.takeLock = takeLock;
    this.releaseLock = releaseLock;
    this.lease = lease;
    this.patience = patience;
  }

  /** The lease of a server has been over for so long. */
  void onExpired(String node, Duration ago) {
    if (ago.compareTo(patience) < 0 || !sweeping.add(node)) {
      return;
    }
    String lock = "sweep:" + node;
    String me = cluster.bus().node();
    takeLock
        .run(lock, me, LOCKED)
        .thenCompose(
            mine ->
                mine
                    ? sweep(node, ago.plus(lease))
                        .thenCompose(done -> Futures.ended(releaseLock.run(lock, me)))
                    : Futures.done())
        .whenComplete(
            (done, failure) -> {
              sweeping.remove(node); // if it is still there at the next beat, again
              if (failure != null) {
                log.warn("the server {} could not be swept away: {}", node, failure.toString());
              }
            });
  }

  private CompletableFuture<Void> sweep(String node, Duration silence) {
    log.info("the server {} is gone: its sessions are ended", node);
    return sweepFrom(node, 0, silence)
        .thenCompose(done -> Futures.ended(cluster.bus().forget(node)));
  }

  private CompletableFuture<Void> sweepFrom(String node, int part, Duration silence) {
    if (part == OwnedUsers.PARTS) {
      return Futures.done();
    }
    return cluster
        .users()
        .owned()
        .read(node, part, AT_ONCE)
        .thenCompose(
            users ->
                users.isEmpty()
                    ? sweepFrom(node, part + 1, silence)
                    : sweep(node, users, silence)
                        .thenCompose(done -> sweepFrom(node, part, silence)));
  }

  private CompletableFuture<Void> sweep(String node, List<UserKey> users, Duration silence) {
    List<CompletableFuture<?>> all = new ArrayList<>();
    users.forEach(user -> all.add(aftermath.sweep(user, node, silence)));
    return Futures.each(all);
  }
}
