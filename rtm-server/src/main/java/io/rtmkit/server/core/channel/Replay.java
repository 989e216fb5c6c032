package io.rtmkit.server.core.channel;

import java.util.List;

/**
 * What a returning member is sent.
 *
 * @param frames the events, oldest first
 * @param from the first offset from which nothing is missing
 * @param bytes size of the frames
 * @param firstStoredId of the first message among them that is kept for lost members; 0 if none is
 */
record Replay(List<byte[]> frames, long from, int bytes, long firstStoredId) {
  static final Replay NOTHING = new Replay(List.of(), 0, 0, 0);
}
