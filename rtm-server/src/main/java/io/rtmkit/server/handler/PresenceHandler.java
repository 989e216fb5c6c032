package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_INVALID_ARGUMENT_VALUE;
import static io.rtmkit.protocol.v1.PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_OVERFLOW_VALUE;
import static io.rtmkit.protocol.v1.PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_TIMEOUT_VALUE;
import static io.rtmkit.protocol.v1.QueryPeersBySubscriptionOptionError.QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_FAILURE_VALUE;
import static io.rtmkit.protocol.v1.QueryPeersOnlineStatusError.QUERY_PEERS_ONLINE_STATUS_ERR_INVALID_ARGUMENT_VALUE;
import static io.rtmkit.protocol.v1.QueryPeersOnlineStatusError.QUERY_PEERS_ONLINE_STATUS_ERR_TIMEOUT_VALUE;

import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.PeerPresence;
import io.rtmkit.protocol.v1.PresenceReply;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.WatchedReply;
import io.rtmkit.server.config.PresenceConfig;
import io.rtmkit.server.core.presence.PresenceService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests about who is online: query, watch, unwatch, list. */
public final class PresenceHandler {
  private static final int ONLINE_STATE = 0;

  private final PresenceService presence;
  private final PresenceConfig config;

  public PresenceHandler(PresenceService presence, PresenceConfig config) {
    this.presence = presence;
    this.config = config;
  }

  void query(Call call) {
    List<String> userIds = call.request().getQueryPresence().getUserIdsList();
    String problem =
        userIds.size() > config.queried()
            ? tooMany(userIds.size(), config.queried(), "a query")
            : findProblem(userIds);
    if (problem != null) {
      call.refuse(QUERY_PEERS_ONLINE_STATUS_ERR_INVALID_ARGUMENT_VALUE, problem);
      return;
    }
    presence.query(
        call.session().user().appId(),
        userIds,
        (states, failure) -> {
          if (states == null) {
            call.fail(QUERY_PEERS_ONLINE_STATUS_ERR_TIMEOUT_VALUE, failure);
          } else {
            reply(call, states);
          }
        });
  }

  void watch(Call call) {
    List<String> userIds = call.request().getWatchPresence().getUserIdsList();
    if (refused(call, userIds)) {
      return;
    }
    presence.watch(
        call.session(),
        userIds,
        (states, failure) -> {
          if (failure != null) {
            call.fail(PEER_SUBSCRIPTION_STATUS_ERR_TIMEOUT_VALUE, failure);
          } else if (states == null) {
            call.refuse(
                PEER_SUBSCRIPTION_STATUS_ERR_OVERFLOW_VALUE,
                "peerIds: more than " + config.watched() + " users would be subscribed in all");
          } else {
            reply(call, states);
          }
        });
  }

  void unwatch(Call call) {
    List<String> userIds = call.request().getUnwatchPresence().getUserIdsList();
    if (refused(call, userIds)) {
      return;
    }
    presence.unwatch(
        call.session(),
        userIds,
        (done, failure) -> {
          if (failure != null) {
            call.fail(PEER_SUBSCRIPTION_STATUS_ERR_TIMEOUT_VALUE, failure);
          } else {
            call.ok();
          }
        });
  }

  private boolean refused(Call call, List<String> userIds) {
    if (userIds.size() > config.watched()) {
      call.refuse(
          PEER_SUBSCRIPTION_STATUS_ERR_OVERFLOW_VALUE,
          tooMany(userIds.size(), config.watched(), "a call"));
      return true;
    }
    String problem = findProblem(userIds);
    if (problem != null) {
      call.refuse(PEER_SUBSCRIPTION_STATUS_ERR_INVALID_ARGUMENT_VALUE, problem);
    }
    return problem != null;
  }

  void listWatched(Call call) {
    int option = call.request().getListWatched().getOption();
    if (option != ONLINE_STATE) {
      call.refuse(
          QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_FAILURE_VALUE,
          "option: is " + option + ", only 0 (online state) can be subscribed");
      return;
    }
    WatchedReply.Builder reply =
        WatchedReply.newBuilder().addAllUserIds(presence.watchedBy(call.session()));
    call.reply(Reply.newBuilder().setWatched(reply));
  }

  private static @Nullable String findProblem(List<String> userIds) {
    if (userIds.isEmpty()) {
      return "peerIds: names no user";
    }
    for (String userId : userIds) {
      String problem = Ids.findUserIdProblem("peerIds", userId);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static String tooMany(int size, int most, String where) {
    return "peerIds: names " + size + " users, at most " + most + " are allowed in " + where;
  }

  private static void reply(Call call, List<PeerPresence> states) {
    call.reply(Reply.newBuilder().setPresence(PresenceReply.newBuilder().addAllPeers(states)));
  }
}
