package io.rtmkit.server.handler;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.protocol.v1.Request.BodyCase;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests that were refused lately, and who follows what a user asks for. Thread-safe. A
 * request that succeeds while nobody follows costs a look at one list.
 */
public final class RequestLog {
  private static final int MOST_KINDS = 100;

  /**
   * A request that was answered.
   *
   * @param user who asked; null before login
   * @param reason what was wrong; empty on success
   */
  public record Answered(
      long atMs, @Nullable UserKey user, BodyCase kind, int code, String reason) {}

  /** The last refusal of its kind, and how many there were. */
  public record Refusals(Answered last, long count) {}

  private record Key(BodyCase kind, int code) {}

  private final Clock clock;
  private final List<Consumer<Answered>> followers = new CopyOnWriteArrayList<>();

  /** The kind that was refused longest ago first. */
  @GuardedBy("this")
  private final Map<Key, Refusals> refusals = new LinkedHashMap<>();

  public RequestLog(Clock clock) {
    this.clock = clock;
  }

  /** Tells the follower of every answer from now on; it must be quick. */
  public void follow(Consumer<Answered> follower) {
    followers.add(follower);
  }

  public void unfollow(Consumer<Answered> follower) {
    followers.remove(follower);
  }

  /** Whether an answer with this code is to be told. */
  boolean wants(int code) {
    return code != 0 || !followers.isEmpty();
  }

  void answered(@Nullable UserKey user, BodyCase kind, int code, String reason) {
    Answered answered = new Answered(clock.currentTimeMillis(), user, kind, code, reason);
    followers.forEach(follower -> follower.accept(answered));
    if (code != 0) {
      note(answered);
    }
  }

  private synchronized void note(Answered refused) {
    Key key = new Key(refused.kind(), refused.code());
    Refusals before = refusals.remove(key);
    refusals.put(key, new Refusals(refused, before == null ? 1 : before.count() + 1));
    if (refusals.size() > MOST_KINDS) {
      refusals.remove(refusals.keySet().iterator().next());
    }
  }

  /** What was refused, the latest first. */
  public synchronized List<Refusals> refusals() {
    List<Refusals> latestFirst = new ArrayList<>(refusals.values());
    Collections.reverse(latestFirst);
    return latestFirst;
  }
}
