package io.rtmkit.server.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Bans that are in force when these return. Stateless. */
public final class Bans {
  private static final long PATIENCE_SECONDS = 10;

  private Bans() {}

  public static Ban ban(Moderation moderation, UserKey user, Duration duration, String reason) {
    return set(moderation, moderation.newBan(user, duration, reason));
  }

  public static Ban banForEver(Moderation moderation, UserKey user, String reason) {
    return set(moderation, new Ban(user, Ban.FOR_EVER, reason));
  }

  private static Ban set(Moderation moderation, Ban ban) {
    CompletableFuture<String> kept = new CompletableFuture<>();
    moderation.set(ban, kept::complete);
    await(kept);
    return ban;
  }

  /** Lets a user in again; false if the user was not banned. */
  public static boolean unban(Moderation moderation, UserKey user) {
    CompletableFuture<String> kept = new CompletableFuture<>();
    boolean banned = moderation.unban(user, kept::complete);
    if (banned) {
      await(kept);
    }
    return banned;
  }

  private static void await(CompletableFuture<String> kept) {
    assertThat(kept.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join()).isEmpty();
  }
}
