package io.rtmkit.server.core.lane;

import java.util.List;

/** Makes joined frames for the links of one lane. Implemented by the transport; lane only. */
@FunctionalInterface
public interface FrameJoiner {
  JoinedFrames join(List<byte[]> frames);
}
