package io.rtmkit.client;

/** Progress of a media transfer of the older API, here so that listeners for it compile. */
public class RtmMediaOperationProgress {
  /** Size of the whole, in bytes. */
  public long totalSize;

  /** Bytes transferred so far. */
  public long currentSize;
}
