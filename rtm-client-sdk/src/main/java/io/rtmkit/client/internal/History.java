package io.rtmkit.client.internal;

import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmHistoryManager;
import io.rtmkit.client.RtmHistoryPage;
import io.rtmkit.client.RtmHistoryQuery;
import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.CountHistoryRequest;
import io.rtmkit.protocol.v1.HistoryFilter;
import io.rtmkit.protocol.v1.QueryHistoryRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import org.jspecify.annotations.Nullable;

/** Queries of the history: each call is checked and put on the loop. Any thread. */
final class History extends RtmHistoryManager {
  private final Gateway gateway;
  private final Requests requests;

  History(Gateway gateway, Requests requests) {
    this.gateway = gateway;
    this.requests = requests;
  }

  @Override
  public void query(
      @Nullable RtmHistoryQuery query, @Nullable ResultCallback<RtmHistoryPage> callback) {
    String problem = findProblem(query);
    Request.Builder request = Request.newBuilder();
    if (query != null && problem == null) {
      request.setQueryHistory(
          QueryHistoryRequest.newBuilder()
              .setFilter(toFilter(query))
              .setNewestFirst(query.isNewestFirst())
              .setLimit(query.getLimit())
              .setAfterId(query.getAfter()));
    }
    this.<RtmHistoryPage>call(
        problem, request, callback, reply -> HistoryEntry.pageOf(reply.getHistory()));
  }

  @Override
  public void count(@Nullable RtmHistoryQuery query, @Nullable ResultCallback<Long> callback) {
    String problem = findProblem(query);
    Request.Builder request = Request.newBuilder();
    if (query != null && problem == null) {
      request.setCountHistory(CountHistoryRequest.newBuilder().setFilter(toFilter(query)));
    }
    this.<Long>call(problem, request, callback, reply -> reply.getHistoryCount().getCount());
  }

  /** Reads the result out of a reply. */
  private interface ResultOf<T> {
    T read(Reply reply);
  }

  private <T> void call(
      @Nullable String problem,
      Request.Builder request,
      @Nullable ResultCallback<T> callback,
      ResultOf<T> result) {
    gateway.call(
        Operation.HISTORY,
        0,
        callback,
        (Answer<T> answer) -> {
          if (problem != null) {
            answer.fail(HistoryError.HISTORY_ERR_INVALID_ARGUMENT, problem);
          } else {
            requests.submit(
                Operation.HISTORY,
                request,
                reply -> answer.succeed(result.read(reply)),
                answer::fail);
          }
        });
  }

  private static @Nullable String findProblem(@Nullable RtmHistoryQuery query) {
    if (query == null) {
      return "query: is null";
    }
    if (query.getLimit() < 1 || query.getLimit() > RtmHistoryQuery.MAX_LIMIT) {
      return "limit: is " + query.getLimit() + ", must be 1 to " + RtmHistoryQuery.MAX_LIMIT;
    }
    if (query.getFrom() < 0 || query.getTo() < 0 || query.getAfter() < 0) {
      return "from, to and after: must not be negative";
    }
    return isOfPeer(query)
        ? Ids.findUserIdProblem("peerId", query.getPeerId())
        : Ids.findChannelIdProblem("channelId", query.getChannelId());
  }

  private static boolean isOfPeer(RtmHistoryQuery query) {
    return query.getPeerId() == null || !query.getPeerId().isEmpty();
  }

  private static HistoryFilter toFilter(RtmHistoryQuery query) {
    HistoryFilter.Builder filter =
        HistoryFilter.newBuilder().setFromMs(query.getFrom()).setToMs(query.getTo());
    return isOfPeer(query)
        ? filter.setPeerId(query.getPeerId()).build()
        : filter.setChannelId(query.getChannelId()).build();
  }
}
