package io.rtmkit.client;

/** Number of a media transfer of the older API, here so that code written for it compiles. */
public class RtmRequestId {
  private long requestId;

  /** Number 0. */
  public RtmRequestId() {
    this(0);
  }

  /** A given number. */
  public RtmRequestId(long requestId) {
    this.requestId = requestId;
  }

  /** The number. */
  public long getRequestId() {
    return requestId;
  }

  /** Sets the number. */
  public void setRequestId(long requestId) {
    this.requestId = requestId;
  }
}
