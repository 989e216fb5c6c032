package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.PeerOnlineState;
import io.rtmkit.protocol.v1.PeerPresence;
import io.rtmkit.protocol.v1.PresencePush;
import io.rtmkit.protocol.v1.PresenceReply;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.WatchedReply;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Queries and subscriptions of presence. */
class PresenceTest {
  @Test
  void queryAnswersInTheOrderOfTheIds() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.client.queryPeersOnlineStatus(ids("c", "a", "b", "x"), scene.events.answer("query"));
      Request query = connection.nextRequest();
      assertThat(query.getQueryPresence().getUserIdsList()).containsExactly("c", "a", "b", "x");
      connection.reply(query, states("a 0 1", "b 1 1", "c 2 1"));
      scene.events.expect("query ok {c=false, a=true, b=true, x=false}");
    }
  }

  @Test
  void tellsThoseNewlySubscribedAndThenTheirChanges() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      subscribe(scene, connection, "bob 0 5", "carol 2 5");
      scene.events.expect("peers {bob=0, carol=2}");
      connection.push(
          push("bob 1 5"), // as old as what is known
          push("bob 0 6"), // newer and the same
          push("stranger 0 9"),
          push("bob 1 8", "carol 2 8"),
          push("bob 0 7"), // overtaken
          push("bob 2 9", "carol 0 9"));
      scene.events.expect("peers {bob=1}", "peers {bob=2, carol=0}");
      subscribe(scene, connection, "bob 2 9", "dave 2 1");
      scene.events.expect("peers {dave=2}");
      subscribe(scene, connection, "bob 2 9", "dave 2 1");
      connection.push(push("dave 0 2"));
      scene.events.expect("peers {dave=0}");
    }
  }

  @Test
  void pushesAndCallsMayCross() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.client.subscribePeersOnlineStatus(ids("bob"), scene.events.answer("subscribe"));
      Request subscribe = connection.nextRequest();
      connection.push(push("bob 0 7"));
      connection.reply(subscribe, states("bob 2 6"));
      scene.events.expect("subscribe ok", "peers {bob=0}");
      scene.client.unsubscribePeersOnlineStatus(ids("bob", "x"), scene.events.answer("un"));
      Request unsubscribe = connection.nextRequest();
      scene.client.subscribePeersOnlineStatus(ids("bob"), scene.events.answer("again"));
      Request again = connection.nextRequest();
      connection.push(push("bob 1 8"));
      connection.ok(unsubscribe);
      connection.push(push("bob 2 9"));
      connection.reply(again, states("bob 2 9"));
      scene.events.expect("peers {bob=1}", "un ok", "again ok", "peers {bob=2}");
      scene.client.unsubscribePeersOnlineStatus(ids("bob"), scene.events.answer("un"));
      connection.ok(connection.nextRequest());
      scene.events.expect("un ok");
      connection.push(push("bob 0 10"));
      scene.expectNothingBefore(connection);
      assertThat(scene.events.rest()).isEmpty();
    }
  }

  @Test
  void refusedUnsubscribingChangesNothing() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      subscribe(scene, connection, "bob 0 5");
      scene.events.expect("peers {bob=0}");
      scene.client.unsubscribePeersOnlineStatus(ids("bob"), scene.events.answer("un"));
      connection.refuse(connection.nextRequest(), 5, "too often");
      connection.push(push("bob 1 6"));
      scene.events.expect("un failed 5: too often", "peers {bob=1}");
    }
  }

  @Test
  void listsWhatTheServerSays() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.client.queryPeersBySubscriptionOption(0, scene.events.answer("list"));
      Request list = connection.nextRequest();
      assertThat(list.hasListWatched()).isTrue();
      connection.reply(
          list,
          Reply.newBuilder().setWatched(WatchedReply.newBuilder().addUserIds("z").addUserIds("a")));
      scene.events.expect("list ok [z, a]");
    }
  }

  @Test
  void resumedSessionTellsWhatChangedMeanwhile() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      subscribe(scene, connection, "bob 0 5", "carol 0 5");
      scene.events.expect("peers {bob=0, carol=0}");
      connection = scene.resume(connection);
      connection.push(push("bob 0 5", "carol 2 6"));
      scene.events.expect("peers {carol=2}");
    }
  }

  @Test
  void newSessionSubscribesAgain() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      subscribe(scene, connection, "bob 0 50", "carol 0 50", "dave 0 50");
      scene.events.expect("peers {bob=0, carol=0, dave=0}");
      scene.client.unsubscribePeersOnlineStatus(ids("dave"), null);
      connection.ok(connection.nextRequest());
      connection = scene.loseSession(connection);
      Request refused = connection.nextRequest();
      assertThat(refused.getWatchPresence().getUserIdsList()).containsExactly("bob", "carol");
      connection.refuse(refused, 5, "too often");
      Request watch = connection.nextRequest();
      assertThat(watch.getWatchPresence().getUserIdsList()).containsExactly("bob", "carol");
      connection.reply(watch, states("bob 0 1", "carol 2 1"));
      connection.push(push("bob 1 2"));
      scene.events.expect("peers {carol=2}", "peers {bob=1}");
      connection = scene.loseSession(connection);
      connection.nextRequest();
      connection = scene.resume(connection);
      watch = connection.nextRequest();
      assertThat(watch.getWatchPresence().getUserIdsList()).containsExactly("bob", "carol");
      connection.refuse(watch, 2, "no");
      scene.expectNothingBefore(connection);
    }
  }

  @Test
  void logoutEndsThem() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      subscribe(scene, connection, "bob 0 5");
      scene.events.expect("peers {bob=0}");
      scene.client.logout(null);
      connection.ok(connection.nextRequest());
      scene.events.expect("state 1/6");
      connection = scene.login();
      connection.push(push("bob 2 6"));
      connection = scene.loseSession(connection);
      scene.expectNothingBefore(connection);
      scene.client.logout(null);
      scene.events.expect("state 1/6");
      scene.client.subscribePeersOnlineStatus(ids("bob"), scene.events.answer("subscribe"));
      scene.client.subscribePeersOnlineStatus(ids("bob"), null);
      scene.client.queryPeersOnlineStatus(ids("bob"), scene.events.answer("query"));
      scene.events.expect("subscribe failed 102: not logged in", "query failed 102: not logged in");
    }
  }

  /** Subscribes users, each given as id, state and version. */
  private static void subscribe(Scene scene, FakeServer.Connection connection, String... peers)
      throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    for (String each : peers) {
      ids.add(each.split(" ", 2)[0]);
    }
    scene.client.subscribePeersOnlineStatus(ids, scene.events.answer("subscribe"));
    Request request = connection.nextRequest();
    assertThat(request.getWatchPresence().getUserIdsList()).containsExactlyElementsOf(ids);
    connection.reply(request, states(peers));
    scene.events.expect("subscribe ok");
  }

  private static Reply.Builder states(String... peers) {
    return Reply.newBuilder().setPresence(PresenceReply.newBuilder().addAllPeers(presences(peers)));
  }

  private static Push.Builder push(String... peers) {
    return Push.newBuilder().setPresence(PresencePush.newBuilder().addAllPeers(presences(peers)));
  }

  private static List<PeerPresence> presences(String... peers) {
    return Arrays.stream(peers)
        .map(peer -> peer.split(" ", 3))
        .map(
            parts ->
                PeerPresence.newBuilder()
                    .setUserId(parts[0])
                    .setState(PeerOnlineState.forNumber(Integer.parseInt(parts[1])))
                    .setVersion(Long.parseLong(parts[2]))
                    .build())
        .toList();
  }

  static Set<String> ids(String... ids) {
    return new LinkedHashSet<>(List.of(ids));
  }
}
