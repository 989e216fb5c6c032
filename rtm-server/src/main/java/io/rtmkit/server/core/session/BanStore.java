package io.rtmkit.server.core.session;

import java.util.List;

/** Keeps the bans over a restart. Called by one thread at a time; may wait for the disk. */
public interface BanStore {
  /** Forgets them with the process. */
  BanStore NONE =
      new BanStore() {
        @Override
        public List<Ban> read() {
          return List.of();
        }

        @Override
        public void write(List<Ban> bans) {}
      };

  /** The bans that were written last; none if there are none. */
  List<Ban> read();

  /** Keeps these in the place of all others. A failure is the store's to log: the bans hold. */
  void write(List<Ban> bans);
}
