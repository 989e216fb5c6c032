package io.rtmkit.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.FaultProxy;
import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.e2e.WireClient;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is online: queries, subscriptions, changes. */
class PresenceConformanceIT extends ConformanceCase {
  private static Answer<Map<String, Boolean>> query(SdkUser user, Set<String> ids) {
    return Answer.of(cb -> user.client().queryPeersOnlineStatus(ids, cb));
  }

  private static Answer<Void> subscribe(SdkUser user, Set<String> ids) {
    return Answer.of(cb -> user.client().subscribePeersOnlineStatus(ids, cb));
  }

  private static Answer<Void> unsubscribe(SdkUser user, Set<String> ids) {
    return Answer.of(cb -> user.client().unsubscribePeersOnlineStatus(ids, cb));
  }

  private static Answer<Set<String>> list(SdkUser user, Integer option) {
    return Answer.of(cb -> user.client().queryPeersBySubscriptionOption(option, cb));
  }

  private static Set<String> ids(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "u" + i)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Test
  @Proves(Contract.QUERY_PEERS_ONLINE_STATUS)
  void aQueryAnswersWhoIsLoggedInInTheOrderAsked() {
    SdkUser alice = user("alice");
    user("bob");
    Set<String> asked = new LinkedHashSet<>(List.of("zoe", "bob", "adam", "alice"));
    Map<String, Boolean> online = query(alice, asked).orFail();
    assertThat(online).containsEntry("zoe", false).containsEntry("bob", true);
    assertThat(online).containsEntry("adam", false).containsEntry("alice", true);
    assertThat(online.keySet()).containsExactly("zoe", "bob", "adam", "alice");
  }

  @Test
  @Proves(Contract.QUERY_PEERS_ONLINE_STATUS)
  void aQueryHas256UsersAtMostAndTenAreMadeInFiveSeconds() {
    SdkUser alice = stranger("alice");
    query(alice, ids(0, 1)).expectRefusal(102);
    assertThat(alice.login()).isZero();
    query(alice, ids(0, 257)).expectRefusal(2, "peerIds", "257", "256");
    query(alice, Set.of()).expectRefusal(2, "peerIds", "empty");
    query(alice, Set.of("a*b")).expectRefusal(2, "peerIds", "*");
    assertThat(query(alice, ids(0, 256)).orFail()).hasSize(256);
    for (int i = 0; i < 9; i++) {
      query(alice, ids(0, 1)).orFail();
    }
    query(alice, ids(0, 1)).expectRefusal(5, "too often", "10/5s");
    alice.close();
    query(alice, ids(0, 1)).expectRefusal(101);
  }

  @Test
  @Proves({Contract.SUBSCRIBE_PEERS_ONLINE_STATUS, Contract.ON_PEERS_ONLINE_STATUS_CHANGED})
  void aSubscriptionTellsAllStatesFirstAndThenChangesOnly() {
    SdkUser alice = user("alice");
    user("carol");
    subscribe(alice, Set.of("bob", "carol")).orFail();
    alice.await("presence {bob=2, carol=0}");
    subscribe(alice, Set.of("bob", "carol")).orFail(); // again: harmless, and no news
    SdkUser bob = userAt(server().address(), "bob");
    alice.await("presence {bob=0}");
    assertThat(SdkUser.code(bob.client()::logout)).isZero();
    alice.await("presence {bob=2}");
    assertThat(alice.events("presence")).hasSize(3);
  }

  @Test
  @Proves({Contract.ON_PEERS_ONLINE_STATUS_CHANGED, Contract.QUERY_PEERS_ONLINE_STATUS})
  void silenceIsUnreachableAfterSixSecondsAndOfflineAfterThirty() {
    SdkUser alice = user("alice");
    opened(WireClient.login(server(), "bob")); // and says nothing more
    subscribe(alice, Set.of("bob")).orFail();
    alice.await("presence {bob=0}");
    pass(Duration.ofMillis(5_900));
    assertThat(alice.events("presence")).hasSize(1);
    pass(Duration.ofMillis(200));
    alice.await("presence {bob=1}");
    assertThat(query(alice, Set.of("bob")).orFail()).containsEntry("bob", true);
    pass(Duration.ofMillis(23_800));
    assertThat(alice.events("presence")).hasSize(2);
    pass(Duration.ofMillis(200));
    alice.await("presence {bob=2}");
    assertThat(query(alice, Set.of("bob")).orFail()).containsEntry("bob", false);
    user("bob");
    alice.await(4, "presence");
    assertThat(alice.events("presence")).endsWith("presence {bob=0}");
  }

  @Test
  @Proves(Contract.ON_PEERS_ONLINE_STATUS_CHANGED)
  void whoIsBackInTimeIsOnlineAgain() {
    FaultProxy proxy = opened(new FaultProxy(server().port()));
    SdkUser alice = user("alice");
    SdkUser bob = userAt(proxy.address(), "bob");
    subscribe(alice, Set.of("bob")).orFail();
    lose(bob, proxy);
    pass(Duration.ofSeconds(10));
    alice.await("presence {bob=1}");
    proxy.set(FaultProxy.Mode.PASS);
    alice.await(3, "presence");
    assertThat(alice.events("presence"))
        .containsExactly("presence {bob=0}", "presence {bob=1}", "presence {bob=0}");
  }

  @Test
  @Proves({Contract.SUBSCRIBE_PEERS_ONLINE_STATUS, Contract.QUERY_PEERS_BY_SUBSCRIPTION_OPTION})
  void fiveHundredAndTwelveUsersAreSubscribedAtMost() {
    SdkUser alice = user("alice");
    subscribe(alice, ids(0, 513)).expectRefusal(6, "peerIds", "513", "512");
    subscribe(alice, ids(0, 512)).orFail();
    alice.await(1, "presence");
    subscribe(alice, ids(512, 513)).expectRefusal(6, "peerIds", "513", "512");
    subscribe(alice, ids(500, 512)).orFail(); // repeats count once
    assertThat(list(alice, 0).orFail()).isEqualTo(ids(0, 512));
    unsubscribe(alice, ids(0, 1)).orFail();
    subscribe(alice, ids(512, 513)).orFail();
    assertThat(list(alice, 0).orFail()).hasSize(512).contains("u512").doesNotContain("u0");
  }

  @Test
  @Proves({Contract.UNSUBSCRIBE_PEERS_ONLINE_STATUS, Contract.ON_PEERS_ONLINE_STATUS_CHANGED})
  void whoIsUnsubscribedIsNotToldAnyMore() {
    SdkUser alice = user("alice");
    subscribe(alice, Set.of("bob", "carol")).orFail();
    alice.await("presence {bob=2, carol=2}");
    unsubscribe(alice, Set.of("bob", "nobody")).orFail();
    user("bob");
    user("carol");
    alice.await("presence {carol=0}");
    assertThat(alice.events("presence")).hasSize(2);
    assertThat(list(alice, 0).orFail()).containsExactly("carol");
    subscribe(alice, Set.of("bob")).orFail();
    alice.await("presence {bob=0}");
  }

  @Test
  @Proves({
    Contract.SUBSCRIBE_PEERS_ONLINE_STATUS,
    Contract.UNSUBSCRIBE_PEERS_ONLINE_STATUS,
    Contract.QUERY_PEERS_BY_SUBSCRIPTION_OPTION
  })
  void badArgumentsAndTooManyCallsAreRefused() {
    SdkUser alice = stranger("alice");
    subscribe(alice, ids(0, 1)).expectRefusal(102);
    unsubscribe(alice, ids(0, 1)).expectRefusal(102);
    list(alice, 0).expectRefusal(102);
    assertThat(alice.login()).isZero();
    subscribe(alice, Set.of()).expectRefusal(2, "peerIds", "empty");
    subscribe(alice, Set.of("null")).expectRefusal(2, "peerIds", "null");
    unsubscribe(alice, Set.of()).expectRefusal(2, "peerIds", "empty");
    list(alice, 1).expectRefusal(1, "option", "0");
    list(alice, null).expectRefusal(1, "option");
    for (int i = 0; i < 10; i++) {
      subscribe(alice, ids(i, i + 1)).orFail();
      unsubscribe(alice, ids(i, i + 1)).orFail();
      list(alice, 0).orFail();
    }
    subscribe(alice, ids(0, 1)).expectRefusal(5, "too often", "10/5s");
    unsubscribe(alice, ids(0, 1)).expectRefusal(5, "too often", "10/5s");
    list(alice, 0).expectRefusal(3, "too often", "10/5s");
    alice.close();
    subscribe(alice, ids(0, 1)).expectRefusal(101);
    unsubscribe(alice, ids(0, 1)).expectRefusal(101);
    list(alice, 0).expectRefusal(101);
  }

  @Test
  @Proves(Contract.ON_PEERS_ONLINE_STATUS_CHANGED)
  void changesMissedWhileReconnectingAreToldAfterIt() {
    FaultProxy proxy = opened(new FaultProxy(server().port()));
    SdkUser alice = userAt(proxy.address(), "alice");
    user("dave");
    SdkUser carol = userAt(server().address(), "carol");
    subscribe(alice, Set.of("bob", "carol", "dave")).orFail();
    alice.await("presence {bob=2, carol=0, dave=0}");
    lose(alice, proxy);
    user("bob");
    assertThat(SdkUser.code(carol.client()::logout)).isZero();
    proxy.set(FaultProxy.Mode.PASS);
    alice.await("presence {bob=0, carol=2}");
    assertThat(alice.events("presence")).hasSize(2);
  }

  @Test
  @Proves({Contract.SUBSCRIBE_PEERS_ONLINE_STATUS, Contract.QUERY_PEERS_BY_SUBSCRIPTION_OPTION})
  void subscriptionsOutliveALostSessionAndEndWithTheLogout() {
    FaultProxy proxy = opened(new FaultProxy(server().port()));
    SdkUser alice = userAt(proxy.address(), "alice");
    subscribe(alice, Set.of("bob")).orFail();
    alice.await("presence {bob=2}");
    lose(alice, proxy);
    pass(Duration.ofSeconds(40)); // the server gives the session up
    user("bob");
    proxy.set(FaultProxy.Mode.PASS);
    alice.await("presence {bob=0}");
    assertThat(list(alice, 0).orFail()).containsExactly("bob");
    assertThat(SdkUser.code(alice.client()::logout)).isZero();
    pass(Duration.ofSeconds(1));
    assertThat(alice.login()).isZero();
    assertThat(list(alice, 0).orFail()).isEmpty();
  }
}
