package io.rtmkit.server.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.SharedTable;
import io.rtmkit.server.core.session.Ban;
import io.rtmkit.server.core.session.BanStore;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bans of all servers, in a table that they share. Thread-safe. */
public final class SharedBans implements BanStore {
  private static final Logger log = LoggerFactory.getLogger(SharedBans.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SharedTable table;
  private final BanStore own;
  private final Clock clock;

  /**
   * Bans of that table.
   *
   * @param own what this server had before it shared them: the table begins with these
   */
  public SharedBans(SharedTable table, BanStore own, Clock clock) {
    this.clock = clock;
    this.table = table;
    this.own = own;
  }

  @Override
  public void listen(Listener listener) {
    Map<String, String> first = new HashMap<>();
    own.listen(
        new Listener() {
          @Override
          public void onBan(Ban ban) {}

          @Override
          public void onUnban(UserKey user) {}

          @Override
          public void onAll(List<Ban> bans) {
            bans.forEach(ban -> first.put(key(ban.user()), value(ban)));
          }
        });
    table.listen(new Entries(listener, this::tidy), first);
  }

  @Override
  public void put(Ban ban, Kept kept) {
    table.put(key(ban.user()), value(ban), tell(kept));
  }

  @Override
  public void remove(UserKey user, Kept kept) {
    table.remove(key(user), tell(kept));
  }

  /** Bans that are over are of use to nobody. */
  private void tidy(Map<String, String> entries) {
    long nowMs = clock.currentTimeMillis();
    entries.forEach(
        (key, value) -> {
          Ban ban = ban(key, value);
          if (ban != null && ban.isOver(nowMs)) {
            table.tidy(key, value);
          }
        });
  }

  private static Answer<Void> tell(Kept kept) {
    return (done, problem) -> kept.onKept(problem == null ? "" : problem.reason());
  }

  /** An app's id has no space in it. */
  private static String key(UserKey user) {
    return user.appId() + " " + user.userId();
  }

  private static UserKey user(String key) {
    int space = key.indexOf(' ');
    return new UserKey(key.substring(0, Math.max(space, 0)), key.substring(space + 1));
  }

  private static String value(Ban ban) {
    return JSON.createObjectNode().put("until", ban.until()).put("reason", ban.reason()).toString();
  }

  /** Null if a newer server wrote something that is none to this one. */
  private static @Nullable Ban ban(String key, String value) {
    try {
      JsonNode ban = JSON.readTree(value);
      return new Ban(
          user(key), ban.path("until").asLong(Ban.FOR_EVER), ban.path("reason").asText());
    } catch (JsonProcessingException e) {
      log.error("what is kept as the ban of {} is none", key);
      return null;
    }
  }

  /** Reads the table for the listener. Thread-safe as that is. */
  private record Entries(Listener listener, Consumer<Map<String, String>> tidy)
      implements SharedTable.Listener {
    @Override
    public void onEntry(String key, @Nullable String value) {
      Ban ban = value == null ? null : ban(key, value);
      if (ban == null) {
        listener.onUnban(user(key));
      } else {
        listener.onBan(ban);
      }
    }

    @Override
    public void onAll(Map<String, String> entries) {
      List<Ban> bans = new ArrayList<>();
      entries.forEach(
          (key, value) -> {
            Ban ban = ban(key, value);
            if (ban != null) {
              bans.add(ban);
            }
          });
      listener.onAll(bans);
      tidy.accept(entries);
    }
  }
}
