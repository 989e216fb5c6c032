package io.rtmkit.client;

import java.util.List;

/** All attributes of a channel at one moment. Immutable. Not in the older API. */
public abstract class RtmChannelAttributeSet {
  /** The channel's id. */
  public abstract String getChannelId();

  /** The attributes; not to be changed. */
  public abstract List<RtmChannelAttribute> getAttributes();

  /**
   * Which state of the attributes this is: rises with every write. 0 if nothing was written yet.
   */
  public abstract long getRevision();
}
