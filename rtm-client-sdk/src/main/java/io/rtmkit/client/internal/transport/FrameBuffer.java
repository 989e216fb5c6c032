package io.rtmkit.client.internal.transport;

import io.rtmkit.protocol.Frames;
import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.Envelope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes bytes as they come and hands over the frames that are complete, so that a small frame need
 * not wait for the rest of a large one behind it. Holds one unfinished frame at most. Reader
 * thread.
 */
final class FrameBuffer {
  private static final int USUAL_BYTES = 16 * 1024;

  private byte[] bytes = new byte[USUAL_BYTES];
  private int begin;
  private int end;

  /**
   * Waits for at least one byte and takes what is there.
   *
   * @param atMost how many bytes to take, at least 1
   * @return how many were taken; -1 at the end of the stream
   */
  int read(InputStream in, int atMost) throws IOException {
    makeRoom();
    int n = in.read(bytes, end, Math.min(atMost, bytes.length - end));
    end += Math.max(0, n);
    return n;
  }

  /**
   * Hands over the complete frames, none if there is none.
   *
   * @throws IOException if a frame is too large or not valid
   */
  List<Envelope> take() throws IOException {
    List<Envelope> frames = new ArrayList<>();
    for (Envelope next = poll(); next != null; next = poll()) {
      frames.add(next);
    }
    return frames;
  }

  /** Whether no part of a frame is left. */
  boolean isEmpty() {
    return begin == end;
  }

  private @Nullable Envelope poll() throws IOException {
    int length = 0;
    for (int i = 0; i < Frames.MAX_LENGTH_BYTES; i++) {
      if (begin + i == end) {
        return null;
      }
      byte b = bytes[begin + i];
      length |= (b & 0x7f) << (7 * i);
      if (b >= 0) {
        return decode(begin + i + 1, length);
      }
    }
    throw new IOException("frame length takes more than " + Frames.MAX_LENGTH_BYTES + " bytes");
  }

  // Before the frame is complete: one that is too large must not be waited for.
  private @Nullable Envelope decode(int from, int length) throws IOException {
    int max = Limits.SERVER_FRAME_BYTES;
    if (length > max) {
      throw new IOException("frame of " + length + " bytes, at most " + max + " are allowed");
    }
    if (end - from < length) {
      return null;
    }
    begin = from + length;
    return Frames.decode(ByteBuffer.wrap(bytes, from, length));
  }

  private void makeRoom() {
    if (begin > 0) {
      System.arraycopy(bytes, begin, bytes, 0, end - begin);
      end -= begin;
      begin = 0;
    }
    if (end == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
  }
}
