package io.rtmkit.client;

/**
 * One attribute of a channel: a key of at most 32 bytes and a value of at most 8 KB, with who wrote
 * it last and when. Not thread-safe.
 */
public class RtmChannelAttribute extends RtmAttribute {
  private final String lastUpdateUserId;
  private final long lastUpdateTs;

  /** No key, no value. */
  public RtmChannelAttribute() {
    this("", "");
  }

  /** An attribute to write. */
  public RtmChannelAttribute(String key, String value) {
    this(key, value, "", 0);
  }

  /** An attribute as the server has it. */
  public RtmChannelAttribute(String key, String value, String lastUpdateUserId, long lastUpdateTs) {
    this(key, value, RtmAttributeKind.STRING, lastUpdateUserId, lastUpdateTs);
  }

  /** An attribute as the server has it, whose value is of a {@link RtmAttributeKind}. */
  public RtmChannelAttribute(
      String key, String value, int kind, String lastUpdateUserId, long lastUpdateTs) {
    super(key, value, kind);
    this.lastUpdateUserId = lastUpdateUserId;
    this.lastUpdateTs = lastUpdateTs;
  }

  /** The user who wrote it last; empty before it was written. */
  public String getLastUpdateUserId() {
    return lastUpdateUserId;
  }

  /** When it was written last, in milliseconds since 1970; 0 before it was written. */
  public long getLastUpdateTs() {
    return lastUpdateTs;
  }
}
