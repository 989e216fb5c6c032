package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.ResultFuture;
import io.rtmkit.client.RtmHistoryMessage;
import io.rtmkit.client.RtmHistoryPage;
import io.rtmkit.client.RtmHistoryQuery;
import io.rtmkit.client.RtmMessageType;
import io.rtmkit.protocol.v1.CountHistoryRequest;
import io.rtmkit.protocol.v1.HistoryCountReply;
import io.rtmkit.protocol.v1.HistoryFilter;
import io.rtmkit.protocol.v1.HistoryMessage;
import io.rtmkit.protocol.v1.HistoryReply;
import io.rtmkit.protocol.v1.QueryHistoryRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries of the history: what is asked, what is read out of the answer, what is refused here. */
class HistoryTest {
  private Scene scene;

  @BeforeEach
  void start() throws IOException {
    scene = new Scene();
  }

  @AfterEach
  void stop() throws IOException {
    scene.close();
  }

  private void query(String call, RtmHistoryQuery query) {
    scene.client.getRtmHistoryManager().query(query, scene.events.answer(call));
  }

  private void count(String call, RtmHistoryQuery query) {
    scene.client.getRtmHistoryManager().count(query, scene.events.answer(call));
  }

  private static HistoryMessage.Builder told(long id, String text) {
    return HistoryMessage.newBuilder()
        .setHistoryId(id)
        .setUserId("bob")
        .setContent(Scene.content(text))
        .setServerReceivedMs(1_000 + id);
  }

  @Test
  void aConversationIsAskedForAsAWholeUnlessMoreIsSaid() throws IOException {
    FakeServer.Connection connection = scene.login();
    query("query", RtmHistoryQuery.withPeer("bob"));
    Request asked = connection.nextRequest();
    assertThat(asked.getQueryHistory())
        .isEqualTo(
            QueryHistoryRequest.newBuilder()
                .setFilter(HistoryFilter.newBuilder().setPeerId("bob"))
                .setLimit(100)
                .build());
    connection.reply(asked, Reply.newBuilder().setHistory(HistoryReply.getDefaultInstance()));
    assertThat(scene.events.next()).startsWith("query ok");
  }

  @Test
  void aChannelIsAskedForInARangeBackwardsFromAMessageOn() throws IOException {
    FakeServer.Connection connection = scene.login();
    query(
        "query",
        RtmHistoryQuery.ofChannel("room").between(10, 20).newestFirst().limit(7).after(55));
    assertThat(connection.nextRequest().getQueryHistory())
        .isEqualTo(
            QueryHistoryRequest.newBuilder()
                .setFilter(
                    HistoryFilter.newBuilder().setChannelId("room").setFromMs(10).setToMs(20))
                .setNewestFirst(true)
                .setLimit(7)
                .setAfterId(55)
                .build());
  }

  @Test
  void eachStepOfAQueryIsACopy() {
    RtmHistoryQuery all = RtmHistoryQuery.withPeer("bob");
    all.limit(1).after(2).between(3, 4).newestFirst();
    assertThat(all.getLimit()).isEqualTo(RtmHistoryQuery.MAX_LIMIT);
    assertThat(all.getAfter()).isZero();
    assertThat(all.getFrom()).isZero();
    assertThat(all.getTo()).isZero();
    assertThat(all.isNewestFirst()).isFalse();
  }

  @Test
  void aPageHasTheMessagesInTheOrderOfTheServer() throws Exception {
    FakeServer.Connection connection = scene.login();
    ResultFuture<RtmHistoryPage> page = new ResultFuture<>();
    scene.client.getRtmHistoryManager().query(RtmHistoryQuery.ofChannel("room"), page);
    connection.reply(
        connection.nextRequest(),
        Reply.newBuilder()
            .setHistory(
                HistoryReply.newBuilder()
                    .addMessages(told(9, "second").setChannelId("room"))
                    .addMessages(told(5, "first").setPeerId("alice"))
                    .setMore(true)));
    RtmHistoryPage read = page.get(FakeServer.WAIT_MS, TimeUnit.MILLISECONDS);
    assertThat(read.hasMore()).isTrue();
    assertThat(read.getMessages()).extracting(RtmHistoryMessage::getId).containsExactly(9L, 5L);
    RtmHistoryMessage ofChannel = read.getMessages().get(0);
    assertThat(ofChannel.getUserId()).isEqualTo("bob");
    assertThat(ofChannel.getChannelId()).isEqualTo("room");
    assertThat(ofChannel.getPeerId()).isEmpty();
    assertThat(ofChannel.getMessage().getText()).isEqualTo("second");
    assertThat(ofChannel.getMessage().getMessageType()).isEqualTo(RtmMessageType.TEXT);
    assertThat(ofChannel.getMessage().getServerReceivedTs()).isEqualTo(1_009);
    assertThat(ofChannel.getMessage().isOfflineMessage()).isFalse();
    assertThat(ofChannel.toString()).contains("9 from bob").doesNotContain("second");
    RtmHistoryMessage toPeer = read.getMessages().get(1);
    assertThat(toPeer.getPeerId()).isEqualTo("alice");
    assertThat(toPeer.getChannelId()).isEmpty();
    assertThat(read.getMessages()).isUnmodifiable();
  }

  @Test
  void countingAsksForTheRangeOnly() throws IOException {
    FakeServer.Connection connection = scene.login();
    count("count", RtmHistoryQuery.withPeer("bob").between(1, 2).limit(3).after(4));
    Request asked = connection.nextRequest();
    assertThat(asked.getCountHistory())
        .isEqualTo(
            CountHistoryRequest.newBuilder()
                .setFilter(HistoryFilter.newBuilder().setPeerId("bob").setFromMs(1).setToMs(2))
                .build());
    connection.reply(
        asked,
        Reply.newBuilder().setHistoryCount(HistoryCountReply.newBuilder().setCount(1L << 40)));
    scene.events.expect("count ok " + (1L << 40));
  }

  @Test
  void aRefusalIsPassedOn() throws IOException {
    FakeServer.Connection connection = scene.login();
    query("query", RtmHistoryQuery.ofChannel("room"));
    connection.refuse(connection.nextRequest(), 5, "not a member");
    scene.events.expect("query failed 5: not a member");
  }

  @Test
  void whatCannotBeMeantIsRefusedWithoutTheServer() throws IOException {
    FakeServer.Connection connection = scene.login();
    query("null", null);
    scene.events.expect("null failed 2: query: is null");
    count("null", null);
    scene.events.expect("null failed 2: query: is null");
    query("none", RtmHistoryQuery.withPeer("bob").limit(0));
    scene.events.expect("none failed 2: limit: is 0, must be 1 to 100");
    query("many", RtmHistoryQuery.withPeer("bob").limit(101));
    scene.events.expect("many failed 2: limit: is 101, must be 1 to 100");
    query("from", RtmHistoryQuery.withPeer("bob").between(-1, 0));
    query("to", RtmHistoryQuery.withPeer("bob").between(0, -1));
    query("after", RtmHistoryQuery.withPeer("bob").after(-1));
    scene.events.expect(
        "from failed 2: from, to and after: must not be negative",
        "to failed 2: from, to and after: must not be negative",
        "after failed 2: from, to and after: must not be negative");
    scene.expectNothingBefore(connection);
  }

  @Test
  void anIdThatIsNoneIsNamed() throws IOException {
    FakeServer.Connection connection = scene.login();
    query("peer", RtmHistoryQuery.withPeer("b\nb"));
    assertThat(scene.events.next()).startsWith("peer failed 2: peerId");
    query("peer", RtmHistoryQuery.withPeer(null));
    assertThat(scene.events.next()).startsWith("peer failed 2: peerId");
    count("channel", RtmHistoryQuery.ofChannel(""));
    assertThat(scene.events.next()).startsWith("channel failed 2: channelId");
    scene.expectNothingBefore(connection);
  }

  @Test
  void withoutALoginThereIsNoHistory() {
    query("query", RtmHistoryQuery.withPeer("bob"));
    scene.events.expect("query failed 102: not logged in");
    scene.client.release();
    count("count", RtmHistoryQuery.withPeer("bob"));
    scene.events.expect("count failed 101: the client was released");
  }
}
