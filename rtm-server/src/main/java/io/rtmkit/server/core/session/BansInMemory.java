package io.rtmkit.server.core.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps no bans: passes each change on to whoever listens. Thread-safe. */
final class BansInMemory implements BanStore {
  private volatile @Nullable Listener listener;

  @Override
  public void listen(Listener newListener) {
    listener = newListener;
    newListener.onAll(List.of());
  }

  @Override
  public void put(Ban ban, Kept kept) {
    Listener told = listener;
    if (told != null) {
      told.onBan(ban);
    }
    kept.onKept("");
  }

  @Override
  public void remove(UserKey user, Kept kept) {
    Listener told = listener;
    if (told != null) {
      told.onUnban(user);
    }
    kept.onKept("");
  }
}
