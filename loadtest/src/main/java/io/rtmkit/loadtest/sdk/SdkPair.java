package io.rtmkit.loadtest.sdk;

import io.netty.channel.EventLoop;
import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmClientListener;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.loadtest.arrival.Paced;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.SentStream;
import io.rtmkit.loadtest.measure.Stamp;
import io.rtmkit.loadtest.measure.StreamCheck;
import io.rtmkit.loadtest.peer.PeerPair;
import io.rtmkit.loadtest.scenario.Scene;
import io.rtmkit.loadtest.wire.Target;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Two clients of the SDK, of whom one sends to the other. Called on the event loop of the scenario,
 * except for {@link #login} and {@link #release}.
 */
final class SdkPair implements Paced {
  private final EventLoop loop;
  private final int payload;
  private final Measurement measurement;
  private final PeerPair.Timings timings;
  private final RtmClient sender;
  private final RtmClient receiver;
  private final String senderId;
  private final String receiverId;
  private final Target target;
  private final SentStream stream;
  private final StreamCheck check;
  private long asked;
  private long answered;

  SdkPair(
      int number,
      int payload,
      Scene scene,
      EventLoop loop,
      Measurement measurement,
      PeerPair.Timings timings) {
    this.loop = loop;
    this.payload = payload;
    this.measurement = measurement;
    this.timings = timings;
    this.target = scene.target();
    this.senderId = scene.id("sender", number);
    this.receiverId = scene.id("receiver", number);
    this.stream = new SentStream(number);
    this.check = new StreamCheck(measurement);
    check.expect(stream);
    this.sender = client(number, (message, peerId) -> {});
    this.receiver = client(number, (message, peerId) -> onMessage(message));
  }

  private RtmClient client(int number, RtmClientListener listener) {
    try {
      RtmClient client = RtmClient.createInstance(target.appId(), listener, loop);
      InetSocketAddress address = target.addresses().get(number % target.addresses().size());
      String scheme = target.webSocket() ? "ws" : "rtm";
      client.setParameters(
          "{\"rtm.server\":\"%s://%s:%d\"}"
              .formatted(scheme, address.getHostString(), address.getPort()));
      return client;
    } catch (Exception e) {
      throw new IllegalArgumentException("--app: " + e.getMessage(), e);
    }
  }

  /** Logs both in; thread-safe. */
  CompletableFuture<Void> login() {
    return CompletableFuture.allOf(login(sender, senderId), login(receiver, receiverId));
  }

  private CompletableFuture<Void> login(RtmClient client, String userId) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    client.login(
        target.token(userId),
        userId,
        new Answer(
            code -> {
              if (code == 0) {
                done.complete(null);
              } else {
                done.completeExceptionally(
                    new IllegalStateException("the login was answered with code " + code));
              }
            }));
    return done;
  }

  @Override
  public EventLoop loop() {
    return loop;
  }

  @Override
  public void fire(long intendedNanos) {
    Stamp stamp = stream.next(intendedNanos);
    asked++;
    RtmMessage message = sender.createMessage(stamp.toBytes(payload));
    sender.sendMessageToPeer(receiverId, message, null, new Answer(code -> onAnswer(stamp, code)));
  }

  private void onAnswer(Stamp stamp, int code) {
    answered++;
    if (code == 0) {
      timings.rtt().done(stamp.intendedNanos());
      stream.accepted(stamp.sequence());
    } else {
      measurement.refused("peer message", code);
    }
  }

  private void onMessage(RtmMessage message) {
    Stamp stamp = check.received(ByteBuffer.wrap(message.getRawMessage()));
    if (stamp != null) {
      timings.delivery().done(stamp.intendedNanos());
    }
  }

  boolean isSettled() {
    return asked == answered && check.hasAll(stream);
  }

  void conclude() {
    measurement.add(Measurement.UNANSWERED, asked - answered);
    check.conclude(stream);
  }

  /** Logs both out; thread-safe. */
  void release() {
    sender.release();
    receiver.release();
  }

  /** Hears the answer of one call. Called on the event loop of the scenario. */
  private record Answer(IntConsumer whenAnswered) implements ResultCallback<Void> {
    @Override
    public void onSuccess(@Nullable Void nothing) {
      whenAnswered.accept(0);
    }

    @Override
    public void onFailure(ErrorInfo error) {
      whenAnswered.accept(error.getErrorCode());
    }
  }
}
