package io.rtmkit.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.rtmkit.server.cluster.bus.LiveNode;
import io.rtmkit.server.cluster.script.SessionRecord;
import io.rtmkit.server.cluster.wire.AdminNoticeItem;
import io.rtmkit.server.cluster.wire.AdminReplyItem;
import io.rtmkit.server.cluster.wire.AdminRequestItem;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.cluster.wire.NodeInfo;
import io.rtmkit.server.core.ManualClock;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.Servers;
import io.rtmkit.server.core.session.OnlineState;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Questions to other servers: pieces, time, and servers that do not answer as they should. */
class ClusterServersTest implements ClusterServers.Way, Servers.Service {
  private static final UserKey ALICE = new UserKey("app", "alice");

  private final ManualClock clock = new ManualClock();
  private final List<Item> sent = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private String alice = "";
  private final ClusterServers servers =
      new ClusterServers(
          this,
          new Directory(
              user ->
                  CompletableFuture.completedFuture(
                      new SessionRecord(alice, "s", 1, OnlineState.ONLINE, 1)),
              clock),
          clock);

  @Override
  public String node() {
    return "me";
  }

  @Override
  public List<LiveNode> nodes() {
    return List.of(new LiveNode("me", NodeInfo.newBuilder().setName("one").build()));
  }

  @Override
  public boolean isGone(String node) {
    return node.equals("gone");
  }

  @Override
  public void send(String node, Item item) {
    sent.add(item);
  }

  @Override
  public void onRequest(String request, Answer<String> answer) {
    answer.give(request.repeat(20_000));
  }

  @Override
  public void onNotice(String from, String notice) {
    heard.add(from + ": " + notice);
  }

  @Override
  public void tick() {
    heard.add("tick");
  }

  private void ask(String node) {
    servers.ask(
        node,
        "question",
        (result, problem) ->
            answers.add(problem == null ? String.valueOf(result) : problem.reason()));
  }

  private long lastId() {
    return sent.get(sent.size() - 1).getAdminRequest().getId();
  }

  private static AdminReplyItem piece(long id, String text, boolean last) {
    return AdminReplyItem.newBuilder()
        .setId(id)
        .setPiece(ByteString.copyFromUtf8(text))
        .setLast(last)
        .build();
  }

  @Test
  void piecesMakeOneAnswer() {
    ask("other");
    long id = lastId();
    assertThat(sent.get(0).getAdminRequest().getRequest()).isEqualTo("question");
    servers.onReply("other", piece(id, "an", false));
    servers.onReply("stranger", piece(id, "wrong", true));
    servers.onReply("other", piece(id, "swer", true));
    servers.onReply("other", piece(id, "again", true));
    assertThat(answers).containsExactly("answer");
  }

  @Test
  void aLongAnswerGoesInPiecesThatFitIntoABatch() {
    servers.serve(this);
    servers.onRequest("other", AdminRequestItem.newBuilder().setId(7).setRequest("abc").build());
    assertThat(sent).hasSize(4);
    StringBuilder whole = new StringBuilder();
    for (Item item : sent) {
      AdminReplyItem piece = item.getAdminReply();
      assertThat(piece.getId()).isEqualTo(7);
      assertThat(piece.getPiece().size()).isLessThanOrEqualTo(16 << 10);
      whole.append(piece.getPiece().toStringUtf8());
    }
    assertThat(sent)
        .extracting(item -> item.getAdminReply().getLast())
        .containsExactly(false, false, false, true);
    assertThat(whole.toString()).isEqualTo("abc".repeat(20_000));
  }

  @Test
  void whoDoesNotAnswerIsNotWaitedFor() {
    ask("other");
    clock.advance(Duration.ofMillis(1_999));
    servers.tick();
    assertThat(answers).isEmpty();
    clock.advance(Duration.ofMillis(1));
    servers.tick();
    assertThat(answers).containsExactly("no answer within 2 s");
    servers.onReply("other", piece(lastId(), "too late", true));
    ask("gone");
    ask("other");
    servers.onNodeGone("other");
    servers.onNodeGone("other");
    assertThat(answers)
        .containsExactly("no answer within 2 s", "the server is gone", "the server is gone");
  }

  @Test
  void aHugeQuestionIsNotSent() {
    servers.ask(
        "other", "x".repeat((256 << 10) + 1), (r, problem) -> answers.add(problem.reason()));
    assertThat(answers).containsExactly("the request is too long to go to another server");
    assertThat(sent).isEmpty();
  }

  @Test
  void anEndlessAnswerIsCutOff() {
    ask("sick");
    String much = "x".repeat(1 << 20);
    for (int i = 0; i < 17; i++) {
      servers.onReply("sick", piece(lastId(), much, false));
    }
    assertThat(answers).containsExactly("the answer is too long");
  }

  @Test
  void aUserIsWhereTheSessionIsOrElseHere() {
    List<String> found = new ArrayList<>();
    servers.locate(ALICE, (node, problem) -> found.add(node));
    alice = "other";
    servers.locate(ALICE, (node, problem) -> found.add(node));
    assertThat(found).containsExactly("me", "other");
    assertThat(servers.all()).extracting(Servers.Server::name).containsExactly("one");
    assertThat(servers.self()).isEqualTo("me");
  }

  @Test
  void noticesAndTicksReachTheService() {
    servers.onNotice("other", AdminNoticeItem.newBuilder().setNotice("early").build());
    servers.serve(this);
    servers.onNotice("other", AdminNoticeItem.newBuilder().setNotice("hello").build());
    servers.tell("other", "you too");
    assertThat(sent.get(0).getAdminNotice().getNotice()).isEqualTo("you too");
    servers.tick();
    servers.tick();
    clock.advance(Duration.ofSeconds(1));
    servers.tick();
    assertThat(heard).containsExactly("other: hello", "tick", "tick");
  }
}
