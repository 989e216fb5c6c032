package io.rtmkit.server.core.port;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table of texts that is the same on all servers, small enough for each to hold it in memory.
 * Thread-safe.
 */
public interface SharedTable {
  /** Holds the table in memory. Called on any thread; changes of one key in their order. */
  interface Listener {
    /**
     * An entry has changed, wherever.
     *
     * @param value null if it is gone
     */
    void onEntry(String key, @Nullable String value);

    /** These are all entries. */
    void onAll(Map<String, String> entries);
  }

  /**
   * Tells of the table from now on. Called once, before this server joins the others.
   *
   * @param first what this server has: the table begins with it if no server has had it before
   */
  void listen(Listener listener, Map<String, String> first);

  /** Writes an entry; answered when the listener here has been told. */
  void put(String key, String value, Answer<Void> answer);

  /** Removes an entry that means nothing any more, if it still has this value; tells nobody. */
  void tidy(String key, String value);

  /** Removes an entry, if there is one; answered when the listener here has been told. */
  void remove(String key, Answer<Void> answer);
}
