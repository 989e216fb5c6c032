package io.rtmkit.client.internal.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/**
 * How long the other side has said nothing: not one byte, whatever it belongs to. The reader thread
 * notes what comes, any thread asks.
 */
final class Silence {
  private volatile long sinceNanos = System.nanoTime();
  private volatile boolean paused;

  long ms() {
    return paused ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
  }

  /** Nothing is read for a while, on purpose: that is no silence. */
  void pause() {
    paused = true;
  }

  /** Reading goes on; bytes that wait have yet to be found. */
  void resume() {
    sinceNanos = System.nanoTime();
    paused = false;
  }

  /** The same stream, with each byte that arrives noted. */
  InputStream watch(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int b = super.read();
        note(b);
        return b;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = super.read(bytes, offset, length);
        note(n);
        return n;
      }

      // Who asks has bytes in hand, which a broken connection must not take away: the next read
      // tells of it.
      @Override
      public int available() {
        try {
          return super.available();
        } catch (IOException e) {
          return 0;
        }
      }
    };
  }

  private void note(int result) {
    if (result >= 0) {
      sinceNanos = System.nanoTime();
    }
  }
}
