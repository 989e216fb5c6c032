package io.rtmkit.client;

/**
 * A file of the older API, here so that listeners written for it compile. RTMKit has no media
 * messages: none can be sent, and none is ever received.
 */
public abstract class RtmFileMessage extends RtmMessage {
  /** Size of the file in bytes. */
  public abstract long getSize();

  /** Id of the uploaded file. */
  public abstract String getMediaId();

  /** Sets the thumbnail. */
  public abstract void setThumbnail(byte[] thumbnail);

  /** The thumbnail. */
  public abstract byte[] getThumbnail();

  /** Sets the name of the file. */
  public abstract void setFileName(String fileName);

  /** The name of the file. */
  public abstract String getFileName();
}
