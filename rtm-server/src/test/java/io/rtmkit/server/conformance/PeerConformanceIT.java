package io.rtmkit.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmFileMessage;
import io.rtmkit.client.RtmImageMessage;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.client.RtmMessageType;
import io.rtmkit.client.RtmRequestId;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.Keep;
import io.rtmkit.server.e2e.SdkUser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Messages from user to user. */
class PeerConformanceIT extends ConformanceCase {
  private static final int LIMIT = 32 * 1024;

  private static Answer<Void> send(SdkUser from, String peerId, RtmMessage message) {
    return Answer.of(cb -> from.client().sendMessageToPeer(peerId, message, null, cb));
  }

  private static Answer<Void> send(SdkUser from, String peerId, String text) {
    return send(from, peerId, from.client().createMessage(text));
  }

  @Test
  @Proves({Contract.SEND_MESSAGE_TO_PEER, Contract.ON_PEER_MESSAGE_RECEIVED})
  void aMessageArrivesAsItIsWithItsTime() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    String text = RtmClient.AGORA_RTM_END_CALL_PREFIX + "_room_\u00e4\uD83D\uDE00\n\"";
    send(alice, "bob", text).orFail();
    Answer.<Void>of(
            cb -> alice.client().sendMessageToPeer("bob", alice.client().createMessage("2"), cb))
        .orFail();
    bob.await(2, "peer");
    assertThat(bob.events("peer")).containsExactly("peer alice: " + text, "peer alice: 2");
    RtmMessage received = bob.lastMessage();
    assertThat(received.getServerReceivedTs()).isEqualTo(clock.currentTimeMillis());
    assertThat(received.isOfflineMessage()).isFalse();
    assertThat(received.getMessageType()).isEqualTo(RtmMessageType.TEXT);
    send(alice, "alice", "to myself").orFail();
    alice.await("peer alice: to myself");
  }

  @Test
  @Proves({Contract.SEND_MESSAGE_TO_PEER, Contract.ON_PEER_MESSAGE_RECEIVED})
  void aTextHas32KbAtMost() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    String largest = "\u00e4".repeat(LIMIT / 2);
    send(alice, "bob", largest).orFail();
    bob.await("peer alice: " + largest);
    send(alice, "bob", largest + "x").expectRefusal(7, "message", "32769", "32768");
    send(alice, "bob", "").expectRefusal(7, "message", "empty");
    send(alice, "bob", (RtmMessage) null).expectRefusal(7, "message");
  }

  @Test
  @Proves({Contract.RAW_MESSAGES, Contract.SEND_MESSAGE_TO_PEER})
  void rawBytesAndTheirDescriptionHave32KbTogether() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    byte[] raw = new byte[LIMIT - 5];
    raw[7] = -1;
    send(alice, "bob", alice.client().createMessage(raw, "12345")).orFail();
    bob.await("peer alice: 12345");
    assertThat(bob.lastMessage().getRawMessage()).isEqualTo(raw);
    assertThat(bob.lastMessage().getMessageType()).isEqualTo(RtmMessageType.RAW);
    send(alice, "bob", alice.client().createMessage(raw, "123456"))
        .expectRefusal(7, "message", "32769", "32768");
    RtmMessage set = alice.client().createMessage();
    set.setRawMessage("bytes".getBytes(StandardCharsets.UTF_8));
    send(alice, "bob", set).orFail();
    bob.await(2, "peer");
    assertThat(bob.lastMessage().getRawMessage()).asString().isEqualTo("bytes");
  }

  @Test
  @Proves(Contract.SEND_MESSAGE_TO_PEER)
  void whoIsNotThereIsUnreachableUnlessTheMessageIsKept() {
    SdkUser alice = user("alice");
    send(alice, "bob", "hello?").expectRefusal(3, "bob");
    Answer.await(Keep.send(alice, "bob", "hello?", Keep.historical())).expectRefusal(3, "bob");
    Answer.await(Keep.send(alice, "bob", "kept", Keep.both())).expectRefusal(4, "bob");
    SdkUser bob = user("bob");
    bob.await("offline alice: kept");
    Answer.await(Keep.send(alice, "bob", "hello!", Keep.both())).orFail();
    bob.await("peer alice: hello!");
    assertThat(bob.events("peer")).hasSize(2);
  }

  @Test
  @Proves(Contract.SEND_MESSAGE_TO_PEER)
  void aReceiverWhoseClientIsSilentForTenSecondsIsATimeout() {
    SdkUser alice = user("alice");
    wire("bob"); // reads, and acknowledges nothing
    CompletableFuture<Integer> answer = alice.toPeer("bob", "are you there?");
    // The server answers one client in order: what follows shows that the message is on its way.
    assertThat(SdkUser.await(alice.toPeer("nobody", "x"))).isEqualTo(3);
    pass(Duration.ofMillis(9_900));
    assertThat(answer).isNotDone();
    pass(Duration.ofMillis(100));
    assertThat(SdkUser.await(answer)).isEqualTo(2);
  }

  @Test
  @Proves(Contract.SEND_MESSAGE_TO_PEER)
  void oneHundredAndEightyMessagesAreSentInThreeSeconds() {
    SdkUser alice = user("alice");
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 180; i++) {
      answers.add(alice.toPeer("alice", "m" + i));
    }
    answers.forEach(answer -> assertThat(SdkUser.await(answer)).isZero());
    send(alice, "alice", "one more").expectRefusal(5, "too often", "180/3s");
    pass(Duration.ofSeconds(3));
    send(alice, "alice", "one more").orFail();
    alice.await(181, "peer");
  }

  @Test
  @Proves(Contract.SEND_MESSAGE_TO_PEER)
  void aReceiverNeedsAnIdAndASenderALogin() {
    SdkUser alice = stranger("alice");
    send(alice, "bob", "x").expectRefusal(102);
    assertThat(alice.login()).isZero();
    send(alice, "", "x").expectRefusal(6, "peerId", "empty");
    send(alice, null, "x").expectRefusal(6, "peerId");
    send(alice, "null", "x").expectRefusal(6, "peerId", "null");
    send(alice, "p".repeat(65), "x").expectRefusal(6, "peerId", "65", "64");
    send(alice, "a*b", "x").expectRefusal(6, "peerId", "*");
    send(alice, "p".repeat(64), "x").expectRefusal(3);
    alice.close();
    send(alice, "bob", "x").expectRefusal(101);
  }

  @Test
  @Proves(Contract.MEDIA)
  void filesAndImagesAreRefusedWithTheirCodes() {
    SdkUser alice = user("alice");
    RtmClient client = alice.client();
    RtmRequestId id = new RtmRequestId();
    Answer.<RtmFileMessage>of(cb -> client.createFileMessageByUploading("a", id, cb))
        .expectRefusal(1);
    Answer.<RtmImageMessage>of(cb -> client.createImageMessageByUploading("a", id, cb))
        .expectRefusal(1);
    Answer.<byte[]>of(cb -> client.downloadMediaToMemory("m", id, cb)).expectRefusal(1);
    Answer.<Void>of(cb -> client.downloadMediaToFile("m", "a", id, cb)).expectRefusal(1);
    Answer.<Void>of(cb -> client.cancelMediaUpload(id, cb)).expectRefusal(2);
    Answer.<Void>of(cb -> client.cancelMediaDownload(id, cb)).expectRefusal(2);
    assertThat(send(alice, "alice", client.createFileMessageByMediaId("m")).code()).isIn(7, 8);
    assertThat(send(alice, "alice", client.createImageMessageByMediaId("m")).code()).isIn(7, 8);
  }
}
