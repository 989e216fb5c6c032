package io.rtmkit.client;

import org.jspecify.annotations.Nullable;

/** How the attributes of a channel are written. Not thread-safe; read when the call is made. */
public class ChannelAttributeOptions {
  /** Expects nothing: the write is done whatever the revision. */
  public static final long ANY_REVISION = -1;

  private boolean enableNotificationToChannelMembers;
  private long expectedRevision = ANY_REVISION;
  private @Nullable String lockName;

  /** Without notice to the members. */
  public ChannelAttributeOptions() {
    this(false);
  }

  /** With or without notice to the members. */
  public ChannelAttributeOptions(boolean enableNotificationToChannelMembers) {
    this.enableNotificationToChannelMembers = enableNotificationToChannelMembers;
  }

  /** Whether all members are told the attributes after this write. */
  public boolean getEnableNotificationToChannelMembers() {
    return enableNotificationToChannelMembers;
  }

  /** Chooses whether all members are told the attributes after this write. */
  public void setEnableNotificationToChannelMembers(boolean enable) {
    enableNotificationToChannelMembers = enable;
  }

  /** The revision that the attributes must have, or {@link #ANY_REVISION}. */
  public long getExpectedRevision() {
    return expectedRevision;
  }

  /**
   * Lets the write be done only if the attributes still have this revision ({@link
   * RtmChannelAttributeSet#getRevision}; 0 for none yet); otherwise it fails with {@code
   * ATTRIBUTE_OPERATION_ERR_CONFLICT} (201). Not in the older API.
   */
  public void setExpectedRevision(long revision) {
    expectedRevision = revision;
  }

  /** The lock that the writer must hold, or null. */
  public @Nullable String getLockName() {
    return lockName;
  }

  /**
   * Lets the write be done only while this user holds a lock of the channel ({@link
   * RtmLockManager}); otherwise it fails with {@code ATTRIBUTE_OPERATION_ERR_LOCK_NOT_HELD} (202).
   * Not in the older API.
   */
  public void setLockName(@Nullable String name) {
    lockName = name;
  }
}
