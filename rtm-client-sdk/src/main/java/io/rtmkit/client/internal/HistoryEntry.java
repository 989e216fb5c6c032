package io.rtmkit.client.internal;

import io.rtmkit.client.RtmHistoryMessage;
import io.rtmkit.client.RtmHistoryPage;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.protocol.v1.HistoryMessage;
import io.rtmkit.protocol.v1.HistoryReply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A message of the history as the server tells it. Immutable. */
final class HistoryEntry extends RtmHistoryMessage {
  private final HistoryMessage told;
  private final Message message;

  private HistoryEntry(HistoryMessage told) {
    this.told = told;
    this.message = Message.received(told.getContent(), told.getServerReceivedMs(), false);
  }

  static RtmHistoryPage pageOf(HistoryReply reply) {
    List<RtmHistoryMessage> messages = new ArrayList<>(reply.getMessagesCount());
    for (HistoryMessage each : reply.getMessagesList()) {
      messages.add(new HistoryEntry(each));
    }
    return new Page(Collections.unmodifiableList(messages), reply.getMore());
  }

  @Override
  public long getId() {
    return told.getHistoryId();
  }

  @Override
  public String getUserId() {
    return told.getUserId();
  }

  @Override
  public String getPeerId() {
    return told.getPeerId();
  }

  @Override
  public String getChannelId() {
    return told.getChannelId();
  }

  @Override
  public RtmMessage getMessage() {
    return message;
  }

  @Override
  public String toString() {
    return "RtmHistoryMessage {" + getId() + " from " + getUserId() + ", " + message + "}";
  }

  private static final class Page extends RtmHistoryPage {
    private final List<RtmHistoryMessage> messages;
    private final boolean more;

    Page(List<RtmHistoryMessage> messages, boolean more) {
      this.messages = messages;
      this.more = more;
    }

    @Override
    public List<RtmHistoryMessage> getMessages() {
      return messages;
    }

    @Override
    public boolean hasMore() {
      return more;
    }
  }
}
