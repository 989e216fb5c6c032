package io.rtmkit.uniapp;

import io.rtmkit.client.RtmHistoryMessage;
import io.rtmkit.client.RtmHistoryPage;
import io.rtmkit.client.RtmHistoryQuery;
import io.rtmkit.client.internal.transport.Base64;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The history of a user's conversations. Stateless. */
final class HistoryCalls {
  private HistoryCalls() {}

  static void queryHistory(Call call) {
    RtmHistoryQuery query =
        conversation(call)
            .limit(call.options.integer("limit", RtmHistoryQuery.MAX_LIMIT))
            .after(call.options.number("after", 0));
    call.instance()
        .client
        .getRtmHistoryManager()
        .query(
            call.options.flag("newestFirst") ? query.newestFirst() : query,
            call.answer.when(HistoryCalls::fill));
  }

  static void countHistory(Call call) {
    call.instance()
        .client
        .getRtmHistoryManager()
        .count(
            conversation(call),
            call.answer.when((answer, count) -> answer.put("count", Numbers.narrow(count))));
  }

  private static RtmHistoryQuery conversation(Call call) {
    Options options = call.options;
    if (options.has("peerId") == options.has("channelId")) {
      throw call.invalid("peerId, channelId: exactly one of them must be given");
    }
    RtmHistoryQuery query =
        options.has("peerId")
            ? RtmHistoryQuery.withPeer(options.text("peerId"))
            : RtmHistoryQuery.ofChannel(options.text("channelId"));
    return query.between(options.number("startTime", 0), options.number("endTime", 0));
  }

  private static void fill(Answer answer, RtmHistoryPage page) {
    List<Map<String, Object>> messages = new ArrayList<>();
    for (RtmHistoryMessage each : page.getMessages()) {
      Map<String, Object> message = new HashMap<>();
      message.put("id", Long.toString(each.getId()));
      message.put("userId", each.getUserId());
      message.put("peerId", each.getPeerId());
      message.put("channelId", each.getChannelId());
      message.put("text", each.getMessage().getText());
      message.put("messageType", each.getMessage().getMessageType());
      message.put("rawMessage", Base64.encode(each.getMessage().getRawMessage()));
      message.put("serverReceivedTs", each.getMessage().getServerReceivedTs());
      messages.add(message);
    }
    answer.put("messages", messages);
    answer.put("hasMore", page.hasMore());
  }
}
