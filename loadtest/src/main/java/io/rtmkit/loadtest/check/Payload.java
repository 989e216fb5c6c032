package io.rtmkit.loadtest.check;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The text of a test message, {@code run|sender|target|sequence|crc32}: says which message it is,
 * and that nothing of it was changed. Immutable.
 */
public record Payload(String runId, MessageId id) {
  private static final String MARK = "|";
  private static final int FIELDS = 5;

  public Payload {
    if ((runId + id.sender() + id.target()).contains(MARK)) {
      throw new IllegalArgumentException("an id with " + MARK + " cannot be told from the next");
    }
  }

  public String text() {
    String body = String.join(MARK, runId, id.sender(), id.target(), Long.toString(id.sequence()));
    return body + MARK + checksum(body);
  }

  /** Reads a text; null if it is not one that {@link #text} wrote. */
  public static @Nullable Payload parse(String text) {
    String[] fields = text.split("\\|", -1);
    int end = text.lastIndexOf(MARK);
    if (fields.length != FIELDS || !checksum(text.substring(0, end)).equals(fields[4])) {
      return null;
    }
    try {
      // The same few names come in every message: one copy of each is kept.
      MessageId id =
          new MessageId(fields[1].intern(), fields[2].intern(), Long.parseLong(fields[3]));
      return new Payload(fields[0], id);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return String.format("%08x", crc.getValue());
  }
}
