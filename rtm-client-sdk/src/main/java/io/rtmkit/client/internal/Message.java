package io.rtmkit.client.internal;

import com.google.protobuf.ByteString;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.client.RtmMessageType;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.MessageType;
import org.jspecify.annotations.Nullable;

/** A message in memory. One thread at a time. */
final class Message extends RtmMessage {
  private int type = RtmMessageType.UNDEFINED;
  private String text = "";
  private byte[] raw = {};
  private final long serverReceivedTs;
  private final boolean offline;

  /** A message to send. */
  Message() {
    this(0, false);
  }

  private Message(long serverReceivedTs, boolean offline) {
    this.serverReceivedTs = serverReceivedTs;
    this.offline = offline;
  }

  static Message received(Content content, long serverReceivedMs, boolean offline) {
    Message message = new Message(serverReceivedMs, offline);
    message.type = content.getTypeValue();
    if (content.getType() == MessageType.MESSAGE_TYPE_TEXT) {
      message.text = content.getPayload().toStringUtf8();
    } else {
      message.raw = content.getPayload().toByteArray();
      message.text = content.getDescription();
    }
    return message;
  }

  @Override
  public void setText(@Nullable String text) {
    this.text = text == null ? "" : text;
    if (type == RtmMessageType.UNDEFINED) {
      type = RtmMessageType.TEXT;
    }
  }

  @Override
  public String getText() {
    return text;
  }

  @Override
  public void setRawMessage(byte @Nullable [] rawMessage) {
    raw = rawMessage == null ? new byte[0] : rawMessage.clone();
    type = RtmMessageType.RAW;
  }

  @Override
  public void setRawMessage(byte @Nullable [] rawMessage, @Nullable String description) {
    setRawMessage(rawMessage);
    setText(description);
  }

  @Override
  public byte[] getRawMessage() {
    return raw.clone();
  }

  @Override
  public int getMessageType() {
    return type;
  }

  @Override
  public long getServerReceivedTs() {
    return serverReceivedTs;
  }

  @Override
  public boolean isOfflineMessage() {
    return offline;
  }

  @Override
  public String toString() {
    return "RtmMessage {type "
        + type
        + ", "
        + ByteString.copyFromUtf8(text).size()
        + " bytes of text, "
        + raw.length
        + " raw bytes}";
  }
}
