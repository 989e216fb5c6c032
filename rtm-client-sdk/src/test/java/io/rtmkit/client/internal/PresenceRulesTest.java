package io.rtmkit.client.internal;

import static io.rtmkit.client.internal.PresenceTest.ids;

import io.rtmkit.protocol.v1.ClientLimits;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.Request;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the presence calls refuse before they ask a server, and how they time out. */
class PresenceRulesTest {
  @Test
  void refusesWhatBreaksARule() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.client.queryPeersOnlineStatus(null, scene.events.answer("null"));
      scene.client.queryPeersOnlineStatus(Set.of(), scene.events.answer("none"));
      scene.client.queryPeersOnlineStatus(
          Collections.singleton(null), scene.events.answer("null id"));
      scene.client.queryPeersOnlineStatus(numbered(0, 257), scene.events.answer("257"));
      scene.client.subscribePeersOnlineStatus(null, scene.events.answer("subscribe null"));
      scene.client.subscribePeersOnlineStatus(ids("a", "/"), scene.events.answer("subscribe /"));
      scene.client.subscribePeersOnlineStatus(numbered(0, 513), scene.events.answer("513"));
      scene.client.unsubscribePeersOnlineStatus(Set.of(), scene.events.answer("unsubscribe"));
      scene.client.unsubscribePeersOnlineStatus(numbered(0, 513), scene.events.answer("un 513"));
      scene.client.queryPeersBySubscriptionOption(1, scene.events.answer("list"));
      scene.client.queryPeersBySubscriptionOption(null, scene.events.answer("list null"));
      scene.events.expect(
          "null failed 2: peerIds: is empty",
          "none failed 2: peerIds: is empty",
          "null id failed 2: peerIds[0]: is empty",
          "257 failed 2: peerIds: 257 ids, at most 256",
          "subscribe null failed 2: peerIds: is empty",
          "subscribe / failed 2: peerIds[1]: character 1 is not allowed ('/')",
          "513 failed 6: peerIds: 513 ids, at most 512",
          "unsubscribe failed 2: peerIds: is empty",
          "un 513 failed 6: peerIds: 513 ids, at most 512",
          "list failed 1: option: is 1, must be 0 (PeerSubscriptionOption.ONLINE)",
          "list null failed 1: option: is null, must be 0 (PeerSubscriptionOption.ONLINE)");
      scene.client.queryPeersOnlineStatus(numbered(0, 256), scene.events.answer("256"));
      connection.refuse(connection.nextRequest(), 5, "too often");
      scene.events.expect("256 failed 5: too often");
    }
  }

  @Test
  void countsAllSubscribedUsers() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.client.subscribePeersOnlineStatus(numbered(0, 512), scene.events.answer("512"));
      Request first = connection.nextRequest();
      scene.client.subscribePeersOnlineStatus(numbered(1, 513), scene.events.answer("513th"));
      scene.events.expect("513th failed 6: peerIds: 513 subscribed users in all, at most 512");
      connection.refuse(first, 5, "too often");
      scene.events.expect("512 failed 5: too often");
      scene.client.subscribePeersOnlineStatus(numbered(1, 513), scene.events.answer("other"));
      connection.ok(connection.nextRequest());
      scene.client.unsubscribePeersOnlineStatus(ids("user 512"), scene.events.answer("one less"));
      scene.client.subscribePeersOnlineStatus(ids("user 0"), scene.events.answer("one more"));
      connection.ok(connection.nextRequest());
      connection.ok(connection.nextRequest());
      scene.events.expect("other ok", "one less ok", "one more ok");
    }
  }

  @Test
  void serverNamesOtherLimits() throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.login("token", "alice", null);
      FakeServer.Connection connection = scene.server.accept();
      connection.replyLogin(
          connection.nextRequest(),
          LoginReply.newBuilder()
              .setLimits(ClientLimits.newBuilder().setPresenceQueried(1).setPresenceWatched(2)));
      scene.events.expect("state 2/1", "state 3/2");
      scene.client.queryPeersOnlineStatus(ids("a", "b"), scene.events.answer("query"));
      scene.client.subscribePeersOnlineStatus(ids("a", "b", "c"), scene.events.answer("watch"));
      scene.events.expect(
          "query failed 2: peerIds: 2 ids, at most 1", "watch failed 6: peerIds: 3 ids, at most 2");
    }
  }

  @Test
  void timeOutsHaveTheirCodes() throws IOException {
    try (Scene scene = new Scene(50)) {
      scene.login();
      scene.client.queryPeersBySubscriptionOption(0, scene.events.answer("list"));
      scene.events.expect("list failed 2: the server did not answer for 100 ms");
      scene.client.queryPeersOnlineStatus(ids("bob"), scene.events.answer("query"));
      scene.client.subscribePeersOnlineStatus(ids("bob"), scene.events.answer("watch"));
      scene.client.unsubscribePeersOnlineStatus(ids("bob"), scene.events.answer("unwatch"));
      String why = " failed 4: the server did not answer for 200 ms";
      scene.events.expect("query" + why, "watch" + why, "unwatch" + why);
    }
  }

  private static Set<String> numbered(int from, int to) {
    Set<String> ids = new LinkedHashSet<>();
    for (int i = from; i < to; i++) {
      ids.add("user " + i);
    }
    return ids;
  }
}
