package io.rtmkit.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.session.Ban;
import io.rtmkit.server.core.session.BanStore;
import io.rtmkit.server.core.session.UserKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the bans in a file, for one server. Thread-safe. */
public final class BanFile implements BanStore {
  private static final Logger log = LoggerFactory.getLogger(BanFile.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "bans.json";

  private final PrivateFile file;

  @GuardedBy("this")
  private final Map<UserKey, Ban> bans = new LinkedHashMap<>();

  private volatile @Nullable Listener listener;

  private final Clock clock;

  private BanFile(PrivateFile file, List<Ban> found, Clock clock) {
    this.file = file;
    this.clock = clock;
    found.forEach(ban -> bans.put(ban.user(), ban));
  }

  /**
   * Reads the file of a directory, if there is one.
   *
   * @throws IOException if it cannot be read; the message is for a person
   */
  public static BanFile open(Path directory, Clock clock) throws IOException {
    PrivateFile file = new PrivateFile(directory.resolve(NAME));
    byte[] bytes = file.read();
    List<Ban> found = new ArrayList<>();
    if (bytes != null) {
      try {
        JSON.readTree(bytes)
            .forEach(
                ban ->
                    found.add(
                        new Ban(
                            new UserKey(ban.path("app").asText(), ban.path("user").asText()),
                            ban.path("until").asLong(Ban.FOR_EVER),
                            ban.path("reason").asText())));
      } catch (IOException e) {
        throw new IOException(file.path().toAbsolutePath() + " is damaged: it is no JSON", e);
      }
    }
    return new BanFile(file, found, clock);
  }

  @Override
  public void listen(Listener newListener) {
    List<Ban> found;
    synchronized (this) {
      listener = newListener;
      found = List.copyOf(bans.values());
    }
    newListener.onAll(found);
  }

  @Override
  public void put(Ban ban, Kept kept) {
    synchronized (this) {
      bans.put(ban.user(), ban);
      write();
    }
    tell(to -> to.onBan(ban)); // under no lock: it ends sessions
    kept.onKept("");
  }

  @Override
  public void remove(UserKey user, Kept kept) {
    synchronized (this) {
      bans.remove(user);
      write();
    }
    tell(to -> to.onUnban(user));
    kept.onKept("");
  }

  private void tell(Consumer<Listener> change) {
    Listener to = listener;
    if (to != null) {
      change.accept(to);
    }
  }

  /** A ban that the disk does not take holds all the same. */
  @GuardedBy("this")
  private void write() {
    long nowMs = clock.currentTimeMillis();
    bans.values().removeIf(ban -> ban.isOver(nowMs));
    ArrayNode all = JSON.createArrayNode();
    for (Ban ban : bans.values()) {
      all.addObject()
          .put("app", ban.user().appId())
          .put("user", ban.user().userId())
          .put("until", ban.until())
          .put("reason", ban.reason());
    }
    try {
      file.write(all.toPrettyString().getBytes(UTF_8));
    } catch (IOException e) {
      log.error("the bans hold, but a restart will forget the last change: {}", e.getMessage());
    }
  }
}
