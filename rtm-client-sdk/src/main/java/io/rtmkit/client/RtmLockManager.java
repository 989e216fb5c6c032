package io.rtmkit.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Locks of channels: each is held by one user at most, joined or not, until it is released or
 * revoked or its time is over. A lost session does not end it. Changes are told to the channel's
 * members by {@link RtmChannelListener#onLocksUpdated}. Every call takes 5 seconds at most; codes
 * of {@link LockError}. Not in the older API.
 */
public abstract class RtmLockManager {
  /** Codes of these calls. */
  public interface LockError {
    int LOCK_ERR_OK = 0;
    int LOCK_ERR_FAILURE = 1;
    int LOCK_ERR_INVALID_ARGUMENT = 2;
    int LOCK_ERR_TIMEOUT = 3;
    int LOCK_ERR_TOO_OFTEN = 4;
    int LOCK_ERR_HELD_BY_ANOTHER = 5;
    int LOCK_ERR_NOT_HELD = 6;
    int LOCK_ERR_EXCEED_LIMIT = 7;
    int LOCK_ERR_NOT_INITIALIZED = 101;
    int LOCK_ERR_USER_NOT_LOGGED_IN = 102;
  }

  /**
   * Takes a lock, or renews one that this user holds.
   *
   * @param lockName at most 32 bytes of visible characters
   * @param ttlMs 1,000 to 300,000
   * @param callback 5 if another user holds it; the text says who
   */
  public abstract void acquireLock(
      String channelId, String lockName, int ttlMs, @Nullable ResultCallback<RtmLock> callback);

  /** Lets a lock that this user holds begin its time anew; 6 if it is no longer held. */
  public abstract void renewLock(
      String channelId, String lockName, int ttlMs, @Nullable ResultCallback<RtmLock> callback);

  /** Gives a lock back; 6 if this user does not hold it. */
  public abstract void releaseLock(
      String channelId, String lockName, @Nullable ResultCallback<Void> callback);

  /** Takes a lock away from whoever holds it; 6 if nobody does. */
  public abstract void revokeLock(
      String channelId, String lockName, @Nullable ResultCallback<Void> callback);

  /** The locks of a channel. */
  public abstract void getLocks(String channelId, @Nullable ResultCallback<List<RtmLock>> callback);
}
