package io.rtmkit.client.internal;

import io.rtmkit.client.RtmFileMessage;
import io.rtmkit.client.RtmMessageType;
import org.jspecify.annotations.Nullable;

/** A file message of the older API, which cannot be sent. One thread at a time. */
final class FileMessage extends RtmFileMessage {
  private final String mediaId;
  private final Message content = new Message();
  private byte[] thumbnail = {};
  private String fileName = "";

  FileMessage(@Nullable String mediaId) {
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
    return RtmMessageType.FILE;
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
