package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.HistoryError.HISTORY_ERR_FAILURE_VALUE;
import static io.rtmkit.protocol.v1.HistoryError.HISTORY_ERR_INVALID_ARGUMENT_VALUE;
import static io.rtmkit.protocol.v1.HistoryError.HISTORY_ERR_NOT_IN_CHANNEL_VALUE;

import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.HistoryCountReply;
import io.rtmkit.protocol.v1.HistoryFilter;
import io.rtmkit.protocol.v1.HistoryMessage;
import io.rtmkit.protocol.v1.HistoryReply;
import io.rtmkit.protocol.v1.QueryHistoryRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.server.config.HistoryConfig;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.HistoryScope;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.StoredMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests about the history. Only a party of a conversation may read it: of two users' messages
 * one of the two, since the asking user is always one; of a channel's its members, unless
 * configured otherwise.
 */
public final class HistoryHandler {
  private static final Logger log = LoggerFactory.getLogger(HistoryHandler.class);

  private static final int MOST_MESSAGES = 100;

  /** So that a reply stays far below the largest frame that clients take. */
  private static final int MOST_BYTES = 160 << 10;

  private final MessageStore store;
  private final HistoryConfig config;

  public HistoryHandler(MessageStore store, HistoryConfig config) {
    this.store = store;
    this.config = config;
  }

  void query(Call call) {
    QueryHistoryRequest request = call.request().getQueryHistory();
    if (!isAllowed(call, request.getFilter())) {
      return;
    }
    int limit = request.getLimit() == 0 ? MOST_MESSAGES : request.getLimit();
    if (limit < 0 || limit > MOST_MESSAGES) {
      call.refuse(
          HISTORY_ERR_INVALID_ARGUMENT_VALUE,
          "limit: is " + Integer.toUnsignedString(limit) + ", at most 100 are allowed");
      return;
    }
    if (request.getAfterId() < 0) {
      call.refuse(HISTORY_ERR_INVALID_ARGUMENT_VALUE, "afterId: is no id of a message");
      return;
    }
    HistoryFilter filter = request.getFilter();
    Conversation conversation = conversation(call, filter);
    HistoryQuery query =
        new HistoryQuery(
            HistoryScope.of(conversation),
            filter.getFromMs(),
            filter.getToMs(),
            request.getNewestFirst(),
            request.getAfterId() == 0 ? null : new LogPlace(request.getAfterId(), conversation),
            0,
            limit,
            MOST_BYTES);
    store
        .query(query)
        .whenComplete(
            (page, failure) -> {
              if (page == null) {
                fail(call, failure);
              } else {
                call.reply(Reply.newBuilder().setHistory(reply(page)));
              }
            });
  }

  void count(Call call) {
    HistoryFilter filter = call.request().getCountHistory().getFilter();
    if (!isAllowed(call, filter)) {
      return;
    }
    HistoryQuery query =
        HistoryQuery.counting(
            HistoryScope.of(conversation(call, filter)), filter.getFromMs(), filter.getToMs());
    store
        .count(query)
        .whenComplete(
            (count, failure) -> {
              if (count == null) {
                fail(call, failure);
              } else {
                call.reply(
                    Reply.newBuilder()
                        .setHistoryCount(HistoryCountReply.newBuilder().setCount(count)));
              }
            });
  }

  private boolean isAllowed(Call call, HistoryFilter filter) {
    String problem = findProblem(filter);
    if (problem != null) {
      call.refuse(HISTORY_ERR_INVALID_ARGUMENT_VALUE, problem);
      return false;
    }
    if (filter.hasChannelId()
        && config.channelReaders() == HistoryConfig.Readers.MEMBERS
        && !call.session().isInChannel(filter.getChannelId())) {
      call.refuse(HISTORY_ERR_NOT_IN_CHANNEL_VALUE, ChannelHandler.NOT_IN_CHANNEL);
      return false;
    }
    return true;
  }

  private static @Nullable String findProblem(HistoryFilter filter) {
    if (filter.getFromMs() < 0 || filter.getToMs() < 0) {
      return "fromMs and toMs: are Unix times, or 0";
    }
    return switch (filter.getConversationCase()) {
      case PEER_ID -> Ids.findUserIdProblem("peerId", filter.getPeerId());
      case CHANNEL_ID -> Ids.findChannelIdProblem("channelId", filter.getChannelId());
      case CONVERSATION_NOT_SET -> "filter: names neither a peer nor a channel";
    };
  }

  private static Conversation conversation(Call call, HistoryFilter filter) {
    String appId = call.session().user().appId();
    return filter.hasPeerId()
        ? Conversation.between(appId, call.session().user().userId(), filter.getPeerId())
        : Conversation.of(appId, filter.getChannelId());
  }

  private static HistoryReply reply(LogPage page) {
    HistoryReply.Builder reply = HistoryReply.newBuilder().setMore(page.more());
    for (LogPage.Entry entry : page.entries()) {
      StoredMessage stored = entry.message();
      HistoryMessage.Builder message =
          HistoryMessage.newBuilder()
              .setHistoryId(entry.id())
              .setMessageId(stored.messageId())
              .setUserId(stored.senderId())
              .setContent(stored.content())
              .setServerReceivedMs(stored.receivedMs());
      reply.addMessages(
          entry.conversation().kind() == Conversation.Kind.PEER
              ? message.setPeerId(entry.destination())
              : message.setChannelId(entry.destination()));
    }
    return reply.build();
  }

  private static void fail(Call call, @Nullable Throwable failure) {
    StoreException problem = StoreException.of(failure);
    log.error("the history cannot be read: {}", problem.getMessage(), problem);
    call.refuse(HISTORY_ERR_FAILURE_VALUE, "the history cannot be read: " + problem.getMessage());
  }
}
