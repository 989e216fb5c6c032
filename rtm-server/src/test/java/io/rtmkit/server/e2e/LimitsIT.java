package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.LeaveRequest;
import io.rtmkit.protocol.v1.MemberCountsRequest;
import io.rtmkit.protocol.v1.MembersRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.server.core.ManualClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * Each limit and rate of the API at n and at n + 1, with its code and a text that names it. The
 * clock of the servers stands, so that no budget refills meanwhile.
 */
class LimitsIT {
  private static TestServer server;
  private WireClient client;

  @BeforeAll
  static void start() {
    server = start(Map.of());
  }

  private static TestServer start(Map<String, String> settings) {
    return TestServer.start(settings, new ManualClock());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void login(TestInfo test) {
    client = WireClient.login(server, test.getTestMethod().orElseThrow().getName());
  }

  private static void expectRefusal(Reply reply, int code, String... said) {
    assertThat(reply.getCode()).isEqualTo(code);
    assertThat(reply.getReason()).contains(said);
  }

  private static void expectTooOften(Reply reply, int code) {
    expectRefusal(reply, code, "too often");
    assertThat(reply.getRetryAfterMs()).isPositive();
  }

  /** Sends the requests in one go. */
  private List<Reply> burst(int count, IntFunction<Request.Builder> request) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(client.ask(request.apply(i)));
    }
    return ids.stream().map(client::reply).toList();
  }

  @Test
  void messageOf32Kb() {
    client.join("m");
    assertThat(client.call(WireClient.toChannel("m", "x".repeat(32 * 1024))).getCode()).isZero();
    expectRefusal(
        client.call(WireClient.toChannel("m", "x".repeat(32 * 1024 + 1))), 4, "message", "32768");
    expectRefusal(
        client.call(WireClient.toPeer("nobody", "x".repeat(32 * 1024 + 1))), 7, "message", "32768");
    expectRefusal(client.call(WireClient.toChannel("m", "")), 4, "message", "empty");
  }

  @Test
  void idsOf64Bytes() {
    assertThat(client.join("c".repeat(64)).getCode()).isZero();
    expectRefusal(client.join("c".repeat(65)), 3, "channelId", "65", "64");
    expectRefusal(client.join("null"), 3, "channelId", "null");
    expectRefusal(client.join("caf\u00e9"), 3, "channelId", "not allowed");
    assertThat(client.call(WireClient.toPeer("p".repeat(64), "x")).getCode()).isEqualTo(3);
    expectRefusal(client.call(WireClient.toPeer("p".repeat(65), "x")), 6, "peerId", "64");
  }

  @Test
  void twentyChannels() {
    for (int i = 0; i < 20; i++) {
      assertThat(client.join("twenty" + i).getCode()).isZero();
    }
    expectRefusal(client.join("twenty20"), 5, "20");
    leave("twenty3");
    assertThat(client.join("twenty20").getCode()).isZero();
  }

  private Reply leave(String channelId) {
    return client.call(
        Request.newBuilder().setLeave(LeaveRequest.newBuilder().setChannelId(channelId)));
  }

  @Test
  void sixtyMessagesASecond() {
    List<Reply> replies = burst(200, i -> WireClient.toPeer("nobody", "x"));
    assertThat(replies.subList(0, 180)).allMatch(reply -> reply.getCode() == 3);
    assertThat(replies.subList(180, 200)).allSatisfy(reply -> expectTooOften(reply, 5));
    client.join("r");
    List<Reply> publishes = burst(3, i -> WireClient.toChannel("r", "x"));
    assertThat(publishes).allSatisfy(reply -> expectTooOften(reply, 3)); // one budget for both
  }

  @Test
  void messagesSentAgainCostNothingTwice() {
    List<Request.Builder> messages = new ArrayList<>();
    burst(
        180, i -> messages.add(WireClient.toPeer("nobody", "x")) ? messages.get(i).clone() : null);
    List<Reply> again = burst(180, i -> messages.get(i).clone().setResent(true));
    assertThat(again).allMatch(reply -> reply.getCode() == 3);
  }

  @Test
  void acksOfWhatOthersSentCostNothing() {
    try (TestServer tight = start(Map.of("rates.frames", "30/60s"));
        WireClient receiver = WireClient.login(tight, "receiver")) {
      for (int s = 0; s < 5; s++) {
        try (WireClient sender = WireClient.login(tight, "sender" + s)) {
          for (int i = 0; i < 20; i++) {
            long request = sender.ask(WireClient.toPeer("receiver", "x"));
            receiver.ack(receiver.push().getInboxOffset());
            assertThat(sender.reply(request).getCode()).isZero();
          }
        }
      }
      assertThat(receiver.call(WireClient.ping()).getCode()).isZero();
    }
  }

  @Test
  void acksOfNothingAreFramesLikeOthers() {
    try (TestServer tight = start(Map.of("rates.frames", "30/60s"));
        WireClient mallory = WireClient.login(tight, "mallory")) {
      for (int i = 0; i < 31; i++) {
        mallory.ack(5);
      }
      assertThat(mallory.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_TOO_MANY_REQUESTS);
    }
  }

  @Test
  void fiftyJoinsInThreeSeconds() {
    List<Reply> replies = burst(60, i -> WireClient.joinRequest("fifty" + i));
    assertThat(replies.subList(0, 20)).allMatch(reply -> reply.getCode() == 0);
    assertThat(replies.subList(20, 50)).allMatch(reply -> reply.getCode() == 5);
    assertThat(replies.subList(50, 60)).allSatisfy(reply -> expectTooOften(reply, 7));
  }

  @Test
  void twoJoinsOfOneChannelInFiveSeconds() {
    for (int i = 0; i < 2; i++) {
      assertThat(client.join("same").getCode()).isZero();
      leave("same");
    }
    expectTooOften(client.join("same"), 8);
    assertThat(client.join("different").getCode()).isZero();
  }

  @Test
  void fiveMemberListsInTwoSeconds() {
    client.join("list");
    List<Reply> replies = burst(7, i -> members("list"));
    assertThat(replies.subList(0, 5)).allMatch(reply -> reply.getCode() == 0);
    assertThat(replies.subList(5, 7)).allSatisfy(reply -> expectTooOften(reply, 4));
  }

  private static Request.Builder members(String channelId) {
    return Request.newBuilder().setMembers(MembersRequest.newBuilder().setChannelId(channelId));
  }

  @Test
  void thirtyTwoCountsInOneCall() {
    Reply reply = client.call(counts(32));
    assertThat(reply.getMemberCounts().getCountsList())
        .hasSize(32)
        .allMatch(count -> count.getMemberCount() == 0);
    expectTooOften(client.call(counts(1)), 3);
  }

  @Test
  void thirtyThreeCountsAreTooMany() {
    expectRefusal(client.call(counts(33)), 5, "channelIds", "33", "32");
  }

  @Test
  void noCountsAtAll() {
    expectRefusal(client.call(counts(0)), 2, "channelIds");
  }

  private static Request.Builder counts(int channels) {
    return Request.newBuilder()
        .setMemberCounts(
            MemberCountsRequest.newBuilder()
                .addAllChannelIds(Collections.nCopies(channels, "unknown")));
  }

  @Test
  void onlyMembersMayUseAChannel() {
    expectRefusal(client.call(members("elsewhere")), 5, "channelId");
    expectRefusal(client.call(WireClient.toChannel("elsewhere", "x")), 5, "channelId");
    expectRefusal(leave("elsewhere"), 3, "channelId");
  }
}
