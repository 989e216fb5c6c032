package io.rtmkit.server.store;

import com.google.protobuf.ByteString;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.HistoryScope;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.StoredMessage;
import io.rtmkit.server.core.session.UserKey;
import org.jspecify.annotations.Nullable;

/** Messages and queries as the tests of stores need them. Stateless. */
public final class Requests {
  public static final String APP = "app";

  private Requests() {}

  public static UserKey user(String userId) {
    return new UserKey(APP, userId);
  }

  public static Conversation channel(String channelId) {
    return Conversation.of(APP, channelId);
  }

  public static StoredMessage message(String sender, long id, String text, long receivedMs) {
    Content content =
        Content.newBuilder()
            .setType(MessageType.MESSAGE_TYPE_TEXT)
            .setPayload(ByteString.copyFromUtf8(text))
            .build();
    return new StoredMessage(sender, id, content, receivedMs);
  }

  private static StoredMessage message(String sender, long id, long receivedMs) {
    return message(sender, id, "message " + id + " of " + sender, receivedMs);
  }

  /** For the queue of the receiver only. */
  public static StoreRequest queued(String sender, String receiver, long id, long receivedMs) {
    return new StoreRequest(
        Conversation.between(APP, sender, receiver),
        message(sender, id, receivedMs),
        true,
        false,
        false);
  }

  /** The same, in the queue of a user of another app. */
  public static StoreRequest queuedIn(String appId, String receiver, long id, long receivedMs) {
    return new StoreRequest(
        Conversation.between(appId, "sender", receiver),
        message("sender", id, receivedMs),
        true,
        false,
        false);
  }

  /** For history only. */
  public static StoreRequest historical(
      Conversation conversation, String sender, long id, long receivedMs) {
    return new StoreRequest(conversation, message(sender, id, receivedMs), false, true, false);
  }

  /** For lost members of a channel only. */
  public static StoreRequest missable(
      Conversation channel, String sender, long id, long receivedMs) {
    return new StoreRequest(channel, message(sender, id, receivedMs), true, false, false);
  }

  /** The same message, sent again. */
  public static StoreRequest again(StoreRequest request) {
    return new StoreRequest(
        request.conversation(), request.message(), request.offline(), request.historical(), true);
  }

  /** The same message with another text. */
  public static StoreRequest withText(StoreRequest request, String text) {
    StoredMessage old = request.message();
    return new StoreRequest(
        request.conversation(),
        message(old.senderId(), old.messageId(), text, old.receivedMs()),
        request.offline(),
        request.historical(),
        request.repeated());
  }

  /** Everything, oldest first. */
  public static HistoryQuery all(Conversation conversation) {
    return all(HistoryScope.of(conversation));
  }

  public static HistoryQuery all(HistoryScope scope) {
    return new HistoryQuery(scope, 0, 0, false, null, 0, 1_000, 1 << 20);
  }

  /** Everything, newest first. */
  public static HistoryQuery newest(Conversation conversation) {
    return newest(HistoryScope.of(conversation));
  }

  public static HistoryQuery newest(HistoryScope scope) {
    return new HistoryQuery(scope, 0, 0, true, null, 0, 1_000, 1 << 20);
  }

  /** A piece behind a place. */
  public static HistoryQuery piece(HistoryQuery query, @Nullable LogPlace after, int limit) {
    return piece(query, after, 0, limit);
  }

  /** A piece that leaves out so many. */
  public static HistoryQuery piece(HistoryQuery query, int skip, int limit) {
    return piece(query, null, skip, limit);
  }

  private static HistoryQuery piece(
      HistoryQuery query, @Nullable LogPlace after, int skip, int limit) {
    return new HistoryQuery(
        query.scope(),
        query.fromMs(),
        query.toMs(),
        query.newestFirst(),
        after,
        skip,
        limit,
        query.maxBytes());
  }

  /** What came in a time. */
  public static HistoryQuery between(Conversation conversation, long fromMs, long toMs) {
    return between(HistoryScope.of(conversation), fromMs, toMs);
  }

  public static HistoryQuery between(HistoryScope scope, long fromMs, long toMs) {
    return new HistoryQuery(scope, fromMs, toMs, false, null, 0, 1_000, 1 << 20);
  }
}
