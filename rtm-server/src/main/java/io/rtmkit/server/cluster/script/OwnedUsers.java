package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Which users have their session on which server, for those who clean up after it: add_owned.lua,
 * remove_owned.lua and read_owned.lua. Thread-safe.
 */
public final class OwnedUsers {
  /** The users of a server lie in so many parts, so that none grows too large. */
  public static final int PARTS = 64;

  /** What nobody cleans up goes by itself. */
  private static final Duration KEPT = Duration.ofDays(1);

  private static final Script ADD = Script.writing(OwnedUsers.class, "add_owned");
  private static final Script REMOVE = Script.writing(OwnedUsers.class, "remove_owned");
  private static final Script READ = Script.reading(OwnedUsers.class, "read_owned");

  private final RedisCalls calls;
  private final ClusterKeys keys;

  public OwnedUsers(RedisCalls calls, ClusterKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  public CompletableFuture<?> add(String node, UserKey user) {
    return new Call(keys.owned(node, partOf(user)))
        .add(ClusterKeys.text(user))
        .add(KEPT.toSeconds())
        .write(calls, ADD);
  }

  public CompletableFuture<?> remove(String node, UserKey user) {
    return new Call(keys.owned(node, partOf(user)))
        .add(ClusterKeys.text(user))
        .write(calls, REMOVE);
  }

  /** Some users of a part, in any order. */
  public CompletableFuture<List<UserKey>> read(String node, int part, int limit) {
    return new Call(keys.owned(node, part))
        .add(limit)
        .read(calls, READ)
        .thenApply(reply -> reply.rest(r -> ClusterKeys.user(r.text())));
  }

  /** The part in which a user is. */
  public static int partOf(UserKey user) {
    // Of the text: the same on every server, whatever a record's hash is made of.
    return Math.floorMod(ClusterKeys.text(user).hashCode(), PARTS);
  }
}
