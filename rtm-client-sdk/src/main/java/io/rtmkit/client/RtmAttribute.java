package io.rtmkit.client;

/**
 * One attribute of a user: a key of at most 32 bytes and a value of at most 8 KB. Not thread-safe.
 */
public class RtmAttribute {
  private String key;
  private String value;
  private int kind;

  /** No key, no value. */
  public RtmAttribute() {
    this("", "");
  }

  /** An attribute whose value is text. */
  public RtmAttribute(String key, String value) {
    this(key, value, RtmAttributeKind.STRING);
  }

  /** An attribute whose value is of a {@link RtmAttributeKind}. */
  public RtmAttribute(String key, String value, int kind) {
    this.key = key;
    this.value = value;
    this.kind = kind;
  }

  /** The key. */
  public String getKey() {
    return key;
  }

  /** Sets the key. */
  public void setKey(String key) {
    this.key = key;
  }

  /** The value. */
  public String getValue() {
    return value;
  }

  /** Sets the value. */
  public void setValue(String value) {
    this.value = value;
  }

  /** One of {@link RtmAttributeKind}. */
  public int getKind() {
    return kind;
  }

  /** Sets the kind, one of {@link RtmAttributeKind}. */
  public void setKind(int kind) {
    this.kind = kind;
  }

  @Override
  public String toString() {
    return key + "=" + value;
  }
}
