package io.rtmkit.client.internal;

import io.rtmkit.client.RtmImageMessage;
import io.rtmkit.client.RtmMessageType;
import org.jspecify.annotations.Nullable;

/** An image message of the older API, which cannot be sent. One thread at a time. */
final class ImageMessage extends RtmImageMessage {
  private final String mediaId;
  private final Message content = new Message();
  private byte[] thumbnail = {};
  private String fileName = "";
  private int width;
  private int height;
  private int thumbnailWidth;
  private int thumbnailHeight;

  ImageMessage(@Nullable String mediaId) {
    this.mediaId = mediaId == null ? "" : mediaId;
  }

  @Override
  public long getSize() {
    return 0;
  }

  @Override
  public String getMediaId() {
    return mediaId;
  }

  @Override
  public void setThumbnail(byte @Nullable [] thumbnail) {
    this.thumbnail = thumbnail == null ? new byte[0] : thumbnail.clone();
  }

  @Override
  public byte[] getThumbnail() {
    return thumbnail.clone();
  }

  @Override
  public void setFileName(@Nullable String fileName) {
    this.fileName = fileName == null ? "" : fileName;
  }

  @Override
  public String getFileName() {
    return fileName;
  }

  @Override
  public int getWidth() {
    return width;
  }

  @Override
  public void setWidth(int width) {
    this.width = width;
  }

  @Override
  public int getHeight() {
    return height;
  }

  @Override
  public void setHeight(int height) {
    this.height = height;
  }

  @Override
  public int getThumbnailWidth() {
    return thumbnailWidth;
  }

  @Override
  public void setThumbnailWidth(int thumbnailWidth) {
    this.thumbnailWidth = thumbnailWidth;
  }

  @Override
  public int getThumbnailHeight() {
    return thumbnailHeight;
  }

  @Override
  public void setThumbnailHeight(int thumbnailHeight) {
    this.thumbnailHeight = thumbnailHeight;
  }

  @Override
  public void setText(@Nullable String text) {
    content.setText(text);
  }

  @Override
  public String getText() {
    return content.getText();
  }

  @Override
  public void setRawMessage(byte @Nullable [] rawMessage) {
    content.setRawMessage(rawMessage);
  }

  @Override
  public void setRawMessage(byte @Nullable [] rawMessage, @Nullable String description) {
    content.setRawMessage(rawMessage, description);
  }

  @Override
  public byte[] getRawMessage() {
    return content.getRawMessage();
  }

  @Override
  public int getMessageType() {
    return RtmMessageType.IMAGE;
  }

  @Override
  public long getServerReceivedTs() {
    return 0;
  }

  @Override
  public boolean isOfflineMessage() {
    return false;
  }
}
