package io.rtmkit.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmHistoryMessage;
import io.rtmkit.client.RtmHistoryPage;
import io.rtmkit.client.RtmHistoryQuery;
import io.rtmkit.client.RtmMessageType;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.Keep;
import io.rtmkit.server.e2e.SdkUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history of conversations, with the embedded store. */
class HistoryConformanceIT extends ConformanceCase {
  @TempDir private Path directory;

  @BeforeEach
  void startWithStore() {
    startServerWithStore(directory, "rates.history", "1000/1s");
  }

  private static Answer<RtmHistoryPage> ask(SdkUser user, RtmHistoryQuery query) {
    return Answer.of(cb -> user.client().getRtmHistoryManager().query(query, cb));
  }

  private static Answer<Long> count(SdkUser user, RtmHistoryQuery query) {
    return Answer.of(cb -> user.client().getRtmHistoryManager().count(query, cb));
  }

  private static List<String> texts(RtmHistoryPage page) {
    return page.getMessages().stream().map(m -> m.getMessage().getText()).toList();
  }

  private static void keep(SdkUser from, String peerId, String text) {
    Answer.await(Keep.send(from, peerId, text, Keep.historical())).orFail();
  }

  @Test
  @Proves({Contract.HISTORY, Contract.SEND_MESSAGE_TO_PEER})
  void bothSidesReadTheirConversationAndNobodyElse() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    SdkUser carol = user("carol");
    keep(alice, "bob", "hello");
    keep(bob, "alice", "hello yourself");
    assertThat(SdkUser.await(alice.toPeer("bob", "not kept"))).isZero();
    keep(alice, "carol", "psst");
    for (SdkUser side : List.of(alice, bob)) {
      RtmHistoryQuery query = RtmHistoryQuery.withPeer(side == alice ? "bob" : "alice");
      assertThat(texts(ask(side, query).orFail())).containsExactly("hello", "hello yourself");
      assertThat(count(side, query).orFail()).isEqualTo(2);
    }
    RtmHistoryMessage first =
        ask(bob, RtmHistoryQuery.withPeer("alice")).orFail().getMessages().get(0);
    assertThat(first.getUserId()).isEqualTo("alice");
    assertThat(first.getPeerId()).isEqualTo("bob");
    assertThat(first.getChannelId()).isEmpty();
    assertThat(first.getMessage().getMessageType()).isEqualTo(RtmMessageType.TEXT);
    assertThat(first.getMessage().getServerReceivedTs()).isEqualTo(clock.currentTimeMillis());
    assertThat(texts(ask(carol, RtmHistoryQuery.withPeer("bob")).orFail())).isEmpty();
  }

  @Test
  @Proves({Contract.HISTORY, Contract.SEND_CHANNEL_MESSAGE})
  void aChannelIsReadByItsMembersOnly() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    RtmChannel room = alice.join("room");
    Answer.await(Keep.send(alice, room, "minutes", Keep.historical())).orFail();
    Answer.await(Keep.send(alice, room, "for the lost", Keep.offline())).orFail();
    RtmHistoryQuery query = RtmHistoryQuery.ofChannel("room");
    ask(bob, query).expectRefusal(5, "channel");
    count(bob, query).expectRefusal(5, "channel");
    bob.join("room");
    RtmHistoryPage page = ask(bob, query).orFail();
    assertThat(texts(page)).containsExactly("minutes");
    assertThat(page.getMessages().get(0).getChannelId()).isEqualTo("room");
    assertThat(page.getMessages().get(0).getPeerId()).isEmpty();
    assertThat(count(bob, query).orFail()).isEqualTo(1);
  }

  @Test
  @Proves(Contract.HISTORY)
  void pagesRangesAndOrder() {
    SdkUser alice = user("alice");
    user("bob");
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      times.add(clock.currentTimeMillis());
      keep(alice, "bob", "m" + i);
      pass(Duration.ofSeconds(1));
    }
    RtmHistoryQuery all = RtmHistoryQuery.withPeer("bob").limit(3);
    List<String> walked = new ArrayList<>();
    RtmHistoryPage page = ask(alice, all).orFail();
    walked.addAll(texts(page));
    while (page.hasMore()) {
      long last = page.getMessages().get(page.getMessages().size() - 1).getId();
      page = ask(alice, all.after(last)).orFail();
      walked.addAll(texts(page));
    }
    assertThat(walked).containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6");
    assertThat(texts(ask(alice, all.newestFirst()).orFail())).containsExactly("m6", "m5", "m4");
    RtmHistoryQuery range = all.between(times.get(2), times.get(4));
    assertThat(texts(ask(alice, range).orFail())).containsExactly("m2", "m3");
    assertThat(count(alice, range).orFail()).isEqualTo(2);
  }

  @Test
  @Proves(Contract.HISTORY)
  void afterSevenDaysAMessageIsGone() {
    SdkUser alice = user("alice");
    user("bob");
    keep(alice, "bob", "old");
    clock.advance(Duration.ofDays(7).plusSeconds(1));
    SdkUser late = user("carol");
    keep(late, "carol", "new");
    SdkUser again = user("alice");
    assertThat(count(again, RtmHistoryQuery.withPeer("bob")).orFail()).isZero();
  }

  @Test
  @Proves(Contract.HISTORY)
  void aQueryIsCheckedAndNeedsALogin() {
    SdkUser alice = stranger("alice");
    ask(alice, RtmHistoryQuery.withPeer("bob")).expectRefusal(102);
    assertThat(alice.login()).isZero();
    ask(alice, RtmHistoryQuery.withPeer("bob").limit(0)).expectRefusal(2, "limit", "0", "100");
    ask(alice, RtmHistoryQuery.withPeer("bob").limit(101)).expectRefusal(2, "limit", "101");
    ask(alice, RtmHistoryQuery.withPeer("")).expectRefusal(2, "channelId");
    ask(alice, RtmHistoryQuery.withPeer("a*b")).expectRefusal(2, "peerId", "*");
    ask(alice, RtmHistoryQuery.withPeer("bob").between(-1, 0)).expectRefusal(2, "from");
    ask(alice, null).expectRefusal(2, "query");
  }

  @Test
  @Proves(Contract.HISTORY)
  void queriesAreLimited() {
    startServer(Map.of());
    SdkUser alice = user("alice");
    for (int i = 0; i < 20; i++) {
      count(alice, RtmHistoryQuery.withPeer("bob")).orFail();
    }
    ask(alice, RtmHistoryQuery.withPeer("bob")).expectRefusal(4, "too often", "20/5s");
  }
}
