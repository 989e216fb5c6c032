package io.rtmkit.server.token;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The compression around a 007 token. Stateless. */
final class Zlib {
  /** Far more than any token holds; a few bytes can inflate to a thousand times as many. */
  static final int MAX_BYTES = 16 * 1024;

  private Zlib() {}

  static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] chunk = new byte[512];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /** Inflates one whole stream of at most {@link #MAX_BYTES}, with nothing after it. */
  static byte[] inflate(byte[] bytes) throws MalformedTokenException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes);
      byte[] out = new byte[MAX_BYTES + 1];
      int length = 0;
      while (!inflater.finished() && length < out.length) {
        int n = inflater.inflate(out, length, out.length - length);
        if (n == 0 && !inflater.finished()) {
          throw new MalformedTokenException("is cut off");
        }
        length += n;
      }
      if (length > MAX_BYTES) {
        throw new MalformedTokenException("inflates to more than " + MAX_BYTES + " bytes");
      }
      if (inflater.getRemaining() > 0) {
        throw new MalformedTokenException("has " + inflater.getRemaining() + " bytes too many");
      }
      return Arrays.copyOf(out, length);
    } catch (DataFormatException e) {
      throw new MalformedTokenException("is not compressed as it should be");
    } finally {
      inflater.end();
    }
  }
}
