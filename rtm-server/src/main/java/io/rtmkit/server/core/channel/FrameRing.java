package io.rtmkit.server.core.channel;

/**
 * Frames one behind the other in one array, which grows and shrinks with them. As objects they
 * would live for just those seconds after which a collector has to copy each of them. Not
 * thread-safe.
 */
final class FrameRing {
  private static final int SMALLEST = 512;
  private static final int MOST = Integer.MAX_VALUE - 8;
  private static final byte[] NOTHING = {};

  private byte[] ring = NOTHING;

  /** Where the oldest frame begins. */
  private int head;

  private int size;

  /** Bytes of all frames. */
  int size() {
    return size;
  }

  /** Bytes that it takes. */
  int capacity() {
    return ring.length;
  }

  void add(byte[] frame) {
    if (size + frame.length > ring.length) {
      long roomy = Math.max(SMALLEST, 2L * (size + frame.length));
      resize((int) Math.min(roomy, MOST));
    }
    int at = wrap((long) head + size);
    int untilEnd = Math.min(frame.length, ring.length - at);
    System.arraycopy(frame, 0, ring, at, untilEnd);
    System.arraycopy(frame, untilEnd, ring, 0, frame.length - untilEnd);
    size += frame.length;
  }

  /**
   * A copy of a frame.
   *
   * @param start bytes of the frames in front of it
   */
  byte[] get(int start, int length) {
    byte[] frame = new byte[length];
    copy(start, frame, length);
    return frame;
  }

  /** Copies so many bytes, from behind so many, to the beginning of an array. */
  private void copy(int start, byte[] to, int length) {
    int at = wrap((long) head + start);
    int untilEnd = Math.min(length, ring.length - at);
    System.arraycopy(ring, at, to, 0, untilEnd);
    System.arraycopy(ring, 0, to, untilEnd, length - untilEnd);
  }

  /** Removes the oldest frame, which has so many bytes. */
  void removeFirst(int length) {
    head = wrap((long) head + length);
    size -= length;
  }

  /** Gives back what a burst took and is no longer needed. */
  void trim() {
    if (size == 0) {
      ring = NOTHING;
      head = 0;
    } else if (ring.length > SMALLEST && size < ring.length / 4) {
      resize(Math.max(SMALLEST, ring.length / 2));
    }
  }

  private void resize(int capacity) {
    byte[] resized = new byte[capacity];
    copy(0, resized, size);
    ring = resized;
    head = 0;
  }

  private int wrap(long at) {
    return (int) (at < ring.length ? at : at - ring.length);
  }
}
