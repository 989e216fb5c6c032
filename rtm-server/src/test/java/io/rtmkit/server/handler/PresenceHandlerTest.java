package io.rtmkit.server.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.ListWatchedRequest;
import io.rtmkit.protocol.v1.PeerOnlineState;
import io.rtmkit.protocol.v1.PeerPresence;
import io.rtmkit.protocol.v1.QueryPresenceRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.UnwatchPresenceRequest;
import io.rtmkit.protocol.v1.WatchPresenceRequest;
import io.rtmkit.server.config.PresenceConfig;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.presence.LocalPresence;
import io.rtmkit.server.core.presence.PresenceService;
import io.rtmkit.server.core.session.Session;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests about who is online: limits, answers, and a service that does not answer. */
class PresenceHandlerTest {
  private static final PresenceConfig LIMITS = new PresenceConfig(3, 4);

  private final TestDomain domain = new TestDomain(Map.of("presence.watched", "4"), null);
  private final Session alice = domain.login("alice");
  private PresenceHandler handler = new PresenceHandler(new LocalPresence(domain.presence), LIMITS);

  /** Redis, say, is away. */
  private static final class Failing implements PresenceService {
    @Override
    public void query(String appId, List<String> userIds, Answer<List<PeerPresence>> answer) {
      answer.fail(StoreException.refused("Redis does not answer"));
    }

    @Override
    public void watch(Session watcher, List<String> userIds, Answer<List<PeerPresence>> answer) {
      answer.fail(StoreException.refused("Redis does not answer"));
    }

    @Override
    public void unwatch(Session watcher, List<String> userIds, Answer<Void> answer) {
      answer.fail(StoreException.refused("Redis does not answer"));
    }

    @Override
    public List<String> watchedBy(Session watcher) {
      return List.of();
    }
  }

  private static List<String> users(int count) {
    return IntStream.range(0, count).mapToObj(i -> "user" + i).toList();
  }

  private Reply query(List<String> userIds) {
    return Calls.ask(
        handler::query,
        alice,
        Request.newBuilder()
            .setQueryPresence(QueryPresenceRequest.newBuilder().addAllUserIds(userIds)));
  }

  private Reply watch(List<String> userIds) {
    return Calls.ask(
        handler::watch,
        alice,
        Request.newBuilder()
            .setWatchPresence(WatchPresenceRequest.newBuilder().addAllUserIds(userIds)));
  }

  private Reply unwatch(List<String> userIds) {
    return Calls.ask(
        handler::unwatch,
        alice,
        Request.newBuilder()
            .setUnwatchPresence(UnwatchPresenceRequest.newBuilder().addAllUserIds(userIds)));
  }

  private Reply list(int option) {
    return Calls.ask(
        handler::listWatched,
        alice,
        Request.newBuilder().setListWatched(ListWatchedRequest.newBuilder().setOption(option)));
  }

  private static void isRefused(Reply reply, int code, String... inReason) {
    assertThat(reply.getCode()).as(reply.getReason()).isEqualTo(code);
    assertThat(reply.getReason()).contains(inReason);
  }

  @Test
  void aQueryIsAnsweredInItsOrder() {
    domain.login("bob");
    Reply reply = query(List.of("bob", "nobody", "alice"));
    assertThat(reply.getCode()).isZero();
    assertThat(reply.getPresence().getPeersList())
        .extracting(PeerPresence::getUserId)
        .containsExactly("bob", "nobody", "alice");
    assertThat(reply.getPresence().getPeersList())
        .extracting(PeerPresence::getState)
        .containsExactly(
            PeerOnlineState.PEER_ONLINE_STATE_ONLINE,
            PeerOnlineState.PEER_ONLINE_STATE_OFFLINE,
            PeerOnlineState.PEER_ONLINE_STATE_ONLINE);
  }

  @Test
  void aCallNamesSomeUsersAndNotTooMany() {
    isRefused(query(List.of()), 2, "peerIds", "names no user");
    assertThat(query(users(3)).getCode()).isZero();
    isRefused(query(users(4)), 2, "names 4 users", "at most 3", "a query");
    isRefused(query(List.of("bob", "b\nb")), 2, "peerIds");
    isRefused(watch(List.of()), 2, "names no user");
    isRefused(watch(users(5)), 6, "names 5 users", "at most 4", "a call");
    isRefused(watch(List.of("")), 2, "peerIds");
    isRefused(unwatch(List.of()), 2, "names no user");
    isRefused(unwatch(users(5)), 6, "names 5 users");
    assertThat(domain.presence.watchedBy(alice)).isEmpty();
  }

  @Test
  void whoIsWatchedIsToldAtOnceAndListed() {
    Reply reply = watch(List.of("bob", "carol"));
    assertThat(reply.getPresence().getPeersList())
        .extracting(PeerPresence::getUserId)
        .containsExactly("bob", "carol");
    assertThat(list(0).getWatched().getUserIdsList()).containsExactlyInAnyOrder("bob", "carol");
    Reply done = unwatch(List.of("bob", "nobody"));
    assertThat(done.getCode()).isZero();
    assertThat(done.hasPresence()).isFalse();
    assertThat(list(0).getWatched().getUserIdsList()).containsExactly("carol");
  }

  @Test
  void tooManyInAllAreRefusedTogether() {
    assertThat(watch(users(3)).getCode()).isZero();
    isRefused(watch(List.of("bob", "carol")), 6, "more than 4 users", "in all");
    assertThat(domain.presence.watchedBy(alice)).hasSize(3);
    assertThat(watch(List.of("bob", "user0")).getCode()).as("one is watched before").isZero();
  }

  @Test
  void onlyTheOnlineStateCanBeListed() {
    isRefused(list(1), 1, "option: is 1");
  }

  @Test
  void aServiceThatDoesNotAnswerIsATimeOutForNow() {
    handler = new PresenceHandler(new Failing(), LIMITS);
    for (Reply reply : List.of(query(users(1)), watch(users(1)), unwatch(users(1)))) {
      isRefused(reply, 4, "Redis does not answer");
      assertThat(reply.getRetryAfterMs()).isPositive();
    }
  }
}
