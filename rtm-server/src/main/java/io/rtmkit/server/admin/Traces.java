package io.rtmkit.server.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.event.Events;
import io.rtmkit.server.core.port.Servers;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.handler.RequestLog;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Those who follow a user, wherever it is: each server tells the server of the follower what
 * happens to the user there, as long as that one says again and again that somebody follows.
 * Thread-safe.
 */
final class Traces {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long RENEWED_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long LEASE_NANOS = Duration.ofSeconds(16).toNanos();

  /** So many followers at other servers are served. */
  private static final int MOST_ELSEWHERE = 100;

  /** Somebody who follows a user with a stream of this server. Immutable. */
  private record Follower(UserKey user, TraceReader reader) {}

  /** Somebody who follows a user at another server, and until when. Immutable. */
  private record Lease(Trace trace, TraceSender sender, long endNanos) {}

  private final ConcurrentMap<String, Follower> followers = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Lease> elsewhere = new ConcurrentHashMap<>();
  private final Servers servers;
  private final Events events;
  private final RequestLog requests;
  private final Clock clock;

  /** On the thread of the ticks. */
  private long nextRenewal;

  Traces(Servers servers, Events events, RequestLog requests, Clock clock) {
    this.servers = servers;
    this.events = events;
    this.requests = requests;
    this.clock = clock;
    this.nextRenewal = clock.nanoTime();
  }

  /**
   * Follows a user from now on.
   *
   * @return what ends it
   */
  Runnable begin(UserKey user, TraceReader reader) {
    String id = UUID.randomUUID().toString();
    Trace here = Trace.begin(user, reader::send, events, requests);
    followers.put(id, new Follower(user, reader));
    tellOthers(follow(id, user));
    return () -> {
      here.close();
      followers.remove(id);
      tellOthers(Json.object().put("unfollow", id));
    };
  }

  private static ObjectNode follow(String id, UserKey user) {
    return Json.object().put("follow", id).put("app", user.appId()).put("user", user.userId());
  }

  private void tellOthers(ObjectNode notice) {
    String text = notice.toString();
    for (Servers.Server server : servers.all()) {
      if (!server.node().equals(servers.self())) {
        servers.tell(server.node(), text);
      }
    }
  }

  /** Another server follows, or tells what happened there. */
  void onNotice(String from, String text) {
    try {
      JsonNode notice = JSON.readTree(text);
      if (notice.has("follow")) {
        onFollow(
            from,
            notice.path("follow").asText(),
            new UserKey(notice.path("app").asText(), notice.path("user").asText()));
      } else if (notice.has("unfollow")) {
        end(elsewhere.remove(notice.path("unfollow").asText()));
      } else if (notice.path("line") instanceof ObjectNode line) {
        Follower follower = followers.get(notice.path("to").asText());
        if (follower != null) {
          follower.reader().send(line);
        }
      }
    } catch (JsonProcessingException e) {
      // A newer server may say something else.
    }
  }

  private void onFollow(String from, String id, UserKey user) {
    if (elsewhere.size() >= MOST_ELSEWHERE && !elsewhere.containsKey(id)) {
      return;
    }
    long endNanos = clock.nanoTime() + LEASE_NANOS;
    elsewhere.compute(
        id,
        (key, known) ->
            known == null
                ? begin(from, id, user, endNanos)
                : new Lease(known.trace(), known.sender(), endNanos));
  }

  private Lease begin(String to, String id, UserKey user, long endNanos) {
    TraceSender sender =
        new TraceSender(
            line -> {
              ObjectNode notice = Json.object().put("to", id);
              notice.set("line", line);
              servers.tell(to, notice.toString());
            });
    return new Lease(Trace.begin(user, sender, events, requests), sender, endNanos);
  }

  private static void end(@Nullable Lease lease) {
    if (lease != null) {
      lease.trace().close();
    }
  }

  /** Says again who follows, and ends what nobody says any more; call it about once a second. */
  void tick() {
    long now = clock.nanoTime();
    elsewhere.forEach(
        (id, lease) -> {
          lease.sender().refill();
          if (now - lease.endNanos() >= 0 && elsewhere.remove(id, lease)) {
            end(lease);
          }
        });
    if (now - nextRenewal >= 0) {
      nextRenewal = now + RENEWED_NANOS;
      followers.forEach((id, follower) -> tellOthers(follow(id, follower.user())));
    }
  }

  /** Followers at other servers. */
  int elsewhere() {
    return elsewhere.size();
  }
}
