package io.rtmkit.server.e2e;

import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.SendMessageOptions;
import java.util.concurrent.CompletableFuture;

/** Sends messages that the server keeps. Stateless. */
public final class Keep {
  private Keep() {}

  /** Sends a message to a user. */
  public static CompletableFuture<Answer<Void>> send(
      SdkUser from, String peerId, String text, SendMessageOptions options) {
    return Answer.start(
        cb ->
            from.client()
                .sendMessageToPeer(peerId, from.client().createMessage(text), options, cb));
  }

  /** Sends a message to a channel. */
  public static CompletableFuture<Answer<Void>> send(
      SdkUser from, RtmChannel channel, String text, SendMessageOptions options) {
    return Answer.start(cb -> channel.sendMessage(from.client().createMessage(text), options, cb));
  }

  /** Kept for who is away. */
  public static SendMessageOptions offline() {
    return options(true, false);
  }

  /** Kept for history queries. */
  public static SendMessageOptions historical() {
    return options(false, true);
  }

  /** Kept for both. */
  public static SendMessageOptions both() {
    return options(true, true);
  }

  private static SendMessageOptions options(boolean offline, boolean historical) {
    SendMessageOptions options = new SendMessageOptions();
    options.enableOfflineMessaging = offline;
    options.enableHistoricalMessaging = historical;
    return options;
  }
}
