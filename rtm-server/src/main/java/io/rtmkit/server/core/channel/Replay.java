package io.rtmkit.server.core.channel;

import java.util.List;

/**
 * What a returning member is sent.
 *
 * @param frames the events, oldest first
 * @param from the first offset from which nothing is missing
 * @param bytes size of the frames
 */
record Replay(List<byte[]> frames, long from, int bytes) {
  static final Replay NOTHING = new Replay(List.of(), 0, 0);
}
