package io.rtmkit.client.internal;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.PeerSubscriptionOption;
import io.rtmkit.client.RtmStatusCode.PeerSubscriptionStatusError;
import io.rtmkit.client.RtmStatusCode.QueryPeersBySubscriptionOptionError;
import io.rtmkit.client.RtmStatusCode.QueryPeersOnlineStatusError;
import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.ListWatchedRequest;
import io.rtmkit.protocol.v1.PeerOnlineState;
import io.rtmkit.protocol.v1.PeerPresence;
import io.rtmkit.protocol.v1.QueryPresenceRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.UnwatchPresenceRequest;
import io.rtmkit.protocol.v1.WatchPresenceRequest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is online: queries, and the subscriptions, which are made again when a session was lost. Loop
 * thread.
 */
final class PresenceSubscriptions implements Restore.Owner {
  private final ClientContext context;
  private final Requests requests;
  private final ServerLimits limits;

  // From login to logout.
  private final WatchedPeers watched = new WatchedPeers();
  private final Restore restore;

  PresenceSubscriptions(ClientContext context, Requests requests, ServerLimits limits) {
    this.context = context;
    this.requests = requests;
    this.limits = limits;
    this.restore = new Restore(context, requests, Operation.RESTORE_PRESENCE, this);
  }

  void query(List<String> ids, Answer<Map<String, Boolean>> answer) {
    String problem = findProblem(ids);
    if (problem == null && ids.size() > limits.presenceQueried()) {
      problem = "peerIds: " + ids.size() + " ids, at most " + limits.presenceQueried();
    }
    if (problem != null) {
      answer.fail(
          QueryPeersOnlineStatusError.QUERY_PEERS_ONLINE_STATUS_ERR_INVALID_ARGUMENT, problem);
      return;
    }
    requests.submit(
        Operation.QUERY_PRESENCE,
        Request.newBuilder().setQueryPresence(QueryPresenceRequest.newBuilder().addAllUserIds(ids)),
        reply -> answer.succeed(toOnline(ids, reply)),
        answer::fail);
  }

  void subscribe(List<String> ids, Answer<Void> answer) {
    if (refused(ids, answer)) {
      return;
    }
    int total = watched.countWith(ids);
    if (total > limits.presenceWatched()) {
      failOverflow("peerIds: " + total + " subscribed users in all", answer);
      return;
    }
    watched.onSubscribing(ids);
    requests.submit(
        Operation.WATCH_PRESENCE,
        Request.newBuilder().setWatchPresence(WatchPresenceRequest.newBuilder().addAllUserIds(ids)),
        reply -> {
          Answer.done(answer);
          tell(watched.onSubscribed(ids, reply.getPresence().getPeersList()));
        },
        error -> {
          watched.onSubscribeFailed(ids);
          answer.fail(error);
        });
  }

  void unsubscribe(List<String> ids, Answer<Void> answer) {
    if (refused(ids, answer)) {
      return;
    }
    watched.onUnsubscribing(ids);
    requests.submit(
        Operation.WATCH_PRESENCE,
        Request.newBuilder()
            .setUnwatchPresence(UnwatchPresenceRequest.newBuilder().addAllUserIds(ids)),
        reply -> {
          watched.onUnsubscribed(ids);
          Answer.done(answer);
        },
        error -> {
          watched.onUnsubscribeFailed(ids);
          answer.fail(error);
        });
  }

  void list(@Nullable Integer option, Answer<Set<String>> answer) {
    if (option == null || option != PeerSubscriptionOption.ONLINE) {
      answer.fail(
          QueryPeersBySubscriptionOptionError.QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_FAILURE,
          "option: is " + option + ", must be 0 (PeerSubscriptionOption.ONLINE)");
      return;
    }
    requests.submit(
        Operation.LIST_WATCHED,
        Request.newBuilder().setListWatched(ListWatchedRequest.newBuilder().setOption(option)),
        reply -> answer.succeed(new LinkedHashSet<>(reply.getWatched().getUserIdsList())),
        answer::fail);
  }

  void onPush(List<PeerPresence> peers) {
    tell(watched.onStates(peers));
  }

  /** The session goes on; a restoring that had no answer is made again. */
  void onResumed() {
    restore.onResumed();
  }

  /** A new session watches nobody yet, and counts its versions anew. */
  void onNewSession() {
    restore.cancel();
    watched.forgetVersions();
    if (!watched.toRestore().isEmpty()) {
      restore.begin(false);
    }
  }

  void onLoggedOut() {
    restore.cancel();
    watched.clear();
  }

  @Override
  public Request.Builder restoreRequest() {
    return Request.newBuilder()
        .setWatchPresence(WatchPresenceRequest.newBuilder().addAllUserIds(watched.toRestore()));
  }

  @Override
  public void onRestored(Reply reply) {
    onPush(reply.getPresence().getPeersList());
  }

  @Override
  public void onRestoreFailed(ErrorInfo error) {
    context.log.warn("presence subscriptions are not restored: " + error);
  }

  private void tell(Map<String, Integer> states) {
    if (!states.isEmpty()) {
      context.callbacks.tell(listener -> listener.onPeersOnlineStatusChanged(states));
    }
  }

  private boolean refused(List<String> ids, Answer<Void> answer) {
    String problem = findProblem(ids);
    if (problem != null) {
      answer.fail(
          PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_INVALID_ARGUMENT, problem);
      return true;
    }
    if (ids.size() > limits.presenceWatched()) {
      failOverflow("peerIds: " + ids.size() + " ids", answer);
      return true;
    }
    return false;
  }

  private void failOverflow(String what, Answer<Void> answer) {
    answer.fail(
        PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_OVERFLOW,
        what + ", at most " + limits.presenceWatched());
  }

  private static @Nullable String findProblem(List<String> ids) {
    if (ids.isEmpty()) {
      return "peerIds: is empty";
    }
    for (int i = 0; i < ids.size(); i++) {
      String problem = Ids.findUserIdProblem("peerIds[" + i + "]", ids.get(i));
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static Map<String, Boolean> toOnline(List<String> ids, Reply reply) {
    Map<String, Boolean> online = new LinkedHashMap<>();
    for (String id : ids) {
      online.put(id, false);
    }
    for (PeerPresence each : reply.getPresence().getPeersList()) {
      online.put(each.getUserId(), each.getState() != PeerOnlineState.PEER_ONLINE_STATE_OFFLINE);
    }
    return online;
  }
}
