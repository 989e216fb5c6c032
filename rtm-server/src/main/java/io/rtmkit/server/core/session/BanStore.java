package io.rtmkit.server.core.session;

import java.util.List;

/** Keeps the bans over a restart, for one server or for all that share them. Thread-safe. */
public interface BanStore {
  /** Hears which bans are in force: nothing else puts one in force or ends it. Thread-safe. */
  interface Listener {
    /** A ban has been kept, here or by another server. */
    void onBan(Ban ban);

    /** There is no ban of this user any more. */
    void onUnban(UserKey user);

    /** These are all that there are. */
    void onAll(List<Ban> bans);
  }

  /** Hears what became of a change; called once, on any thread. Must not block. */
  @FunctionalInterface
  interface Kept {
    /**
     * The listener has been told, or nothing has changed.
     *
     * @param problem why nothing has changed, for a person; empty if it was kept
     */
    void onKept(String problem);
  }

  /** A store that forgets its bans with the process. */
  static BanStore inMemory() {
    return new BansInMemory();
  }

  /** Tells of the bans that there are, and from then on of each change. Called once. */
  void listen(Listener listener);

  /** Keeps a ban in the place of an earlier one of the same user; may wait for the disk. */
  void put(Ban ban, Kept kept);

  /** Forgets the ban of a user, if there is one; may wait for the disk. */
  void remove(UserKey user, Kept kept);
}
