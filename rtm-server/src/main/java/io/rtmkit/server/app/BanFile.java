package io.rtmkit.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.rtmkit.server.core.session.Ban;
import io.rtmkit.server.core.session.BanStore;
import io.rtmkit.server.core.session.UserKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the bans in a file. Not thread-safe. */
public final class BanFile implements BanStore {
  private static final Logger log = LoggerFactory.getLogger(BanFile.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "bans.json";

  private final PrivateFile file;
  private final List<Ban> found;

  private BanFile(PrivateFile file, List<Ban> found) {
    this.file = file;
    this.found = found;
  }

  /**
   * Reads the file of a directory, if there is one.
   *
   * @throws IOException if it cannot be read; the message is for a person
   */
  public static BanFile open(Path directory) throws IOException {
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
    return new BanFile(file, found);
  }

  @Override
  public List<Ban> read() {
    return List.copyOf(found);
  }

  @Override
  public void write(List<Ban> bans) {
    ArrayNode all = JSON.createArrayNode();
    for (Ban ban : bans) {
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
