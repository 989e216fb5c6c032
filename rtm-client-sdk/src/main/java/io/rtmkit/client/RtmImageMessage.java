package io.rtmkit.client;

/**
 * An image of the older API, here so that listeners written for it compile. RTMKit has no media
 * messages: none can be sent, and none is ever received.
 */
public abstract class RtmImageMessage extends RtmMessage {
  /** Size of the image in bytes. */
  public abstract long getSize();

  /** Id of the uploaded image. */
  public abstract String getMediaId();

  /** Sets the thumbnail. */
  public abstract void setThumbnail(byte[] thumbnail);

  /** The thumbnail. */
  public abstract byte[] getThumbnail();

  /** Sets the name of the image. */
  public abstract void setFileName(String fileName);

  /** The name of the image. */
  public abstract String getFileName();

  /** Width of the image in pixels. */
  public abstract int getWidth();

  /** Sets the width of the image in pixels. */
  public abstract void setWidth(int width);

  /** Height of the image in pixels. */
  public abstract int getHeight();

  /** Sets the height of the image in pixels. */
  public abstract void setHeight(int height);

  /** Width of the thumbnail in pixels. */
  public abstract int getThumbnailWidth();

  /** Sets the width of the thumbnail in pixels. */
  public abstract void setThumbnailWidth(int width);

  /** Height of the thumbnail in pixels. */
  public abstract int getThumbnailHeight();

  /** Sets the height of the thumbnail in pixels. */
  public abstract void setThumbnailHeight(int height);
}
