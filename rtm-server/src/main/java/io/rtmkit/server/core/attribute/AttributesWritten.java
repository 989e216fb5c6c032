package io.rtmkit.server.core.attribute;

/**
 * What became of a write.
 *
 * @param code 0, or an AttributeOperationError; nothing has changed then
 * @param reason what was wrong, empty on success
 * @param revision of the set after the write; 0 if it was refused
 */
public record AttributesWritten(int code, String reason, long revision) {
  static AttributesWritten done(long revision) {
    return new AttributesWritten(0, "", revision);
  }

  public static AttributesWritten refused(int code, String reason) {
    return new AttributesWritten(code, reason, 0);
  }

  public boolean isDone() {
    return code == 0;
  }
}
