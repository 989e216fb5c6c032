package io.rtmkit.server.core.lane;

/**
 * Frames joined once and written to many links. Used on the lane that made it; {@link #release} is
 * called once, after the last write.
 */
public interface JoinedFrames {
  void release();
}
