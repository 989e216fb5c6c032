package io.rtmkit.server.handler;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static io.rtmkit.server.core.TestDomain.text;
import static io.rtmkit.server.core.TestDomain.toChannel;
import static io.rtmkit.server.core.TestDomain.toPeer;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.PeerMessagePush;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.server.config.LimitsConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.channel.LocalChannels;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.port.SendQuestion;
import io.rtmkit.server.core.port.SendVerdict;
import io.rtmkit.server.core.port.Telemetry;
import io.rtmkit.server.core.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Messages that somebody is asked about: what the answer leads to, and in which order. */
class SendCheckTest {
  private final List<SendQuestion> questions = new ArrayList<>();
  private final List<CompletableFuture<SendVerdict>> answers = new ArrayList<>();
  private final TestDomain domain = new TestDomain(Map.of(), null, this::ask);
  private final Session alice = domain.login("alice");
  private final Session bob = domain.login("bob");
  private final LimitsConfig limits = ServerConfig.defaults().limits();
  private final PeerMessageHandler peers = new PeerMessageHandler(domain.peers, () -> limits);
  private final ChannelMessageHandler channels =
      new ChannelMessageHandler(
          new LocalChannels(domain.channels),
          domain.lostMembers,
          domain.store,
          () -> limits,
          domain.clock,
          this::ask);
  private long requestId;

  private CompletableFuture<SendVerdict> ask(SendQuestion question) {
    questions.add(question);
    CompletableFuture<SendVerdict> answer = new CompletableFuture<>();
    answers.add(answer);
    return answer;
  }

  private void allow(int question) {
    answers.get(question).complete(SendVerdict.allow(questions.get(question).content()));
  }

  private void join(Session session) {
    session.enterChannel("room");
    domain.join(session, "room", null);
  }

  private void handle(RequestHandler handler, Request.Builder request) {
    FakeLink link = linkOf(alice);
    Client client = new Client(link, ServerConfig.defaults().rates().frames());
    handler.handle(
        new Call(
            client,
            request.setRequestId(++requestId).build(),
            alice,
            Telemetry.NONE,
            new RequestLog(domain.clock),
            0));
  }

  private void send(PeerMessageRequest message) {
    handle(peers::send, Request.newBuilder().setPeerMessage(message));
  }

  private void publish(PublishRequest message) {
    handle(channels::publish, Request.newBuilder().setPublish(message));
  }

  private List<String> replies() {
    return linkOf(alice).replies().stream()
        .map(reply -> reply.getRequestId() + ": " + reply.getCode())
        .toList();
  }

  private String lastReason() {
    List<Reply> replies = linkOf(alice).replies();
    return replies.get(replies.size() - 1).getReason();
  }

  private List<String> receivedByBob() {
    return linkOf(bob).pushes().stream()
        .filter(push -> push.hasPeerMessage() || push.getPublication().hasMessage())
        .map(SendCheckTest::payload)
        .toList();
  }

  private static String payload(Push push) {
    PeerMessagePush peer = push.getPeerMessage();
    return (push.hasPeerMessage()
            ? peer.getContent()
            : push.getPublication().getMessage().getContent())
        .getPayload()
        .toStringUtf8();
  }

  @Test
  void aMessageWaitsForItsAnswer() {
    send(toPeer(1, "bob", "hello"));
    assertThat(questions)
        .containsExactly(SendQuestion.toPeer(alice.user(), "bob", 1, text("hello")));
    assertThat(receivedByBob()).isEmpty();
    allow(0);
    assertThat(receivedByBob()).containsExactly("hello");
    bob.acknowledge(1);
    assertThat(replies()).containsExactly("1: 0");
  }

  @Test
  void aDeniedMessageIsRefusedWithTheReason() {
    join(alice);
    join(bob);
    send(toPeer(1, "bob", "hello"));
    answers.get(0).complete(SendVerdict.deny("be kind"));
    assertThat(lastReason()).isEqualTo("message: not allowed: be kind");
    publish(toChannel(2, "room", "hello"));
    answers.get(1).complete(SendVerdict.deny("be kind"));
    assertThat(lastReason()).isEqualTo("message: not allowed: be kind");
    assertThat(replies()).containsExactly("1: 1", "2: 1");
    assertThat(receivedByBob()).isEmpty();
  }

  @Test
  void anotherTextTakesThePlaceAlsoOfAStoredMessage() {
    join(alice);
    join(bob);
    send(toPeer(1, "bob", "damn").toBuilder().setEnableOfflineMessaging(true).build());
    answers.get(0).complete(SendVerdict.allow(text("d***")));
    publish(toChannel(2, "room", "damn").toBuilder().setEnableHistoricalMessaging(true).build());
    answers.get(1).complete(SendVerdict.allow(text("d***")));
    publish(toChannel(3, "room", "damn"));
    answers.get(2).complete(SendVerdict.allow(text("d***")));
    assertThat(receivedByBob()).containsExactly("d***", "d***", "d***");
  }

  @Test
  void theMessagesOfASenderKeepTheirOrder() {
    join(alice);
    join(bob);
    send(toPeer(1, "bob", "a"));
    publish(toChannel(2, "room", "b"));
    send(toPeer(3, "bob", "c").toBuilder().setEnableOfflineMessaging(true).build());
    publish(toChannel(4, "room", "d").toBuilder().setEnableOfflineMessaging(true).build());
    assertThat(questions).hasSize(1); // one at a time
    for (int i = 0; i < 4; i++) {
      allow(i);
      assertThat(receivedByBob()).hasSize(i + 1);
    }
    assertThat(receivedByBob()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void aCheckThatFailsRefusesTheMessageAndHoldsNobodyUp() {
    join(alice);
    join(bob);
    send(toPeer(1, "bob", "a"));
    publish(toChannel(2, "room", "b"));
    publish(toChannel(3, "room", "c"));
    answers.get(0).completeExceptionally(new IllegalStateException("for a test"));
    answers.get(1).completeExceptionally(new IllegalStateException("for a test"));
    allow(2);
    assertThat(replies()).containsExactly("1: 1", "2: 1", "3: 0");
    assertThat(receivedByBob()).containsExactly("c");
  }

  @Test
  void aMessageSentAgainJoinsTheOneThatWaits() {
    join(alice);
    join(bob);
    publish(toChannel(1, "room", "a"));
    handle(
        channels::publish,
        Request.newBuilder().setPublish(toChannel(1, "room", "a")).setResent(true));
    assertThat(questions).hasSize(1);
    allow(0);
    assertThat(receivedByBob()).containsExactly("a");
    assertThat(replies()).containsExactly("2: 0");
  }

  @Test
  void whoIsNotInTheChannelIsNotAskedAbout() {
    publish(toChannel(1, "room", "a"));
    assertThat(questions).isEmpty();
    assertThat(replies()).containsExactly("1: 5");
  }
}
