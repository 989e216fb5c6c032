package io.rtmkit.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.HistoryScope;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.session.UserKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * The vendors' history: a query is asked for, and its answer fetched under a handle. The handle is
 * the query itself, so nothing is kept, and it never expires. Stateless.
 */
final class VendorHistory {
  private static final int USUAL = 20;
  private static final int MOST_BYTES = 4 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MessageStore store;

  VendorHistory(MessageStore store) {
    this.store = store;
  }

  /** What is asked for; an id may be a user's or a channel's, as nobody says which. */
  private record Filter(String appId, String source, String destination, long fromMs, long toMs) {
    /** Where such messages may be. */
    List<HistoryScope> scopes() {
      UserKey sender = new UserKey(appId, source);
      if (destination.isEmpty()) {
        return List.of(HistoryScope.sentBy(sender));
      }
      Conversation channel = Conversation.of(appId, destination);
      return source.isEmpty()
          ? List.of(
              HistoryScope.receivedBy(new UserKey(appId, destination)), HistoryScope.of(channel))
          : List.of(
              HistoryScope.of(Conversation.between(appId, source, destination), source),
              HistoryScope.of(channel, source));
    }
  }

  /** Answers with the address of the answer. */
  ApiResponse ask(ApiRequest request) {
    filter(request, request.body().path("filter"), "filter.");
    String handle =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(request.body().toString().getBytes(UTF_8));
    ObjectNode body = VendorAnswers.success();
    body.put("offset", offset(request.body()));
    body.put("limit", limit(request.body()));
    body.put("order", request.body().path("order").asText("asc"));
    body.put("location", "~/rtm/message/history/query/" + handle);
    return ApiResponse.json(body);
  }

  CompletionStage<ApiResponse> read(ApiRequest request) {
    JsonNode asked = decode(request.variable("handle"));
    Filter filter = filter(request, asked.path("filter"), "filter.");
    boolean newestFirst = asked.path("order").asText().equals("desc");
    int offset = offset(asked);
    int limit = limit(asked);
    return counts(filter)
        .thenCompose(
            counts -> {
              List<HistoryScope> found = new ArrayList<>();
              for (int i = 0; i < counts.size(); i++) {
                if (counts.get(i) > 0) {
                  found.add(filter.scopes().get(i));
                }
              }
              return found.size() == 1
                  ? read(filter, found.get(0), newestFirst, offset, limit)
                  : merged(filter, found, newestFirst, offset, limit);
            })
        .thenApply(VendorHistory::answer);
  }

  private CompletionStage<List<LogPage.Entry>> read(
      Filter filter, HistoryScope scope, boolean newestFirst, int skip, int limit) {
    return store
        .query(
            new HistoryQuery(
                scope, filter.fromMs(), filter.toMs(), newestFirst, null, skip, limit, MOST_BYTES))
        .thenApply(LogPage::entries);
  }

  /** An id that is a user's and a channel's: what both have, by time. */
  private CompletionStage<List<LogPage.Entry>> merged(
      Filter filter, List<HistoryScope> scopes, boolean newestFirst, int offset, int limit) {
    List<CompletableFuture<List<LogPage.Entry>>> reads =
        scopes.stream()
            .map(scope -> read(filter, scope, newestFirst, 0, offset + limit).toCompletableFuture())
            .toList();
    Comparator<LogPage.Entry> byTime =
        Comparator.comparingLong(entry -> entry.message().receivedMs());
    return allOf(reads)
        .thenApply(
            pages ->
                pages.stream()
                    .flatMap(List::stream)
                    .sorted(newestFirst ? byTime.reversed() : byTime)
                    .skip(offset)
                    .limit(limit)
                    .toList());
  }

  CompletionStage<ApiResponse> count(ApiRequest request) {
    return counts(filter(request, request.query(), ""))
        .thenApply(
            counts ->
                ApiResponse.json(
                    VendorAnswers.success()
                        .put("code", "ok")
                        .put("count", counts.stream().mapToLong(Long::longValue).sum())));
  }

  private CompletionStage<List<Long>> counts(Filter filter) {
    return allOf(
        filter.scopes().stream()
            .map(scope -> HistoryQuery.counting(scope, filter.fromMs(), filter.toMs()))
            .map(query -> store.count(query).toCompletableFuture())
            .toList());
  }

  private static <T> CompletableFuture<List<T>> allOf(List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
        .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
  }

  private static ApiResponse answer(List<LogPage.Entry> entries) {
    ObjectNode body = VendorAnswers.success().put("code", "ok");
    ArrayNode messages = body.putArray("messages");
    for (LogPage.Entry entry : entries) {
      boolean peer = entry.conversation().kind() == Conversation.Kind.PEER;
      messages
          .addObject()
          .put("src", entry.message().senderId())
          .put("dst", entry.destination())
          .put("message_type", peer ? "peer_message" : "channel_message")
          .put("ms", entry.message().receivedMs())
          .put("payload", MessageJson.payload(entry.message().content()));
    }
    return ApiResponse.json(body);
  }

  private static Filter filter(ApiRequest request, JsonNode from, String prefix) {
    String source = id(from, "source", prefix);
    String destination = id(from, "destination", prefix);
    if (source.isEmpty() && destination.isEmpty()) {
      throw ApiException.badField(
          prefix + "source", prefix + "source: one of source and destination must be there");
    }
    if (request.caller() instanceof Caller.TokenUser user
        && Stream.of(source, destination).noneMatch(user.userId()::equals)) {
      throw ApiException.forbidden("a user's token opens what that user sent or received");
    }
    return new Filter(
        request.appId(),
        source,
        destination,
        time(from, "start_time", prefix),
        time(from, "end_time", prefix));
  }

  private static String id(JsonNode from, String name, String prefix) {
    String id = from.path(name).asText("");
    if (!id.isEmpty()) {
      ApiRules.checkUser(prefix + name, id);
    }
    return id;
  }

  private static long time(JsonNode from, String name, String prefix) {
    try {
      return Instant.parse(from.path(name).asText("")).toEpochMilli();
    } catch (DateTimeParseException | ArithmeticException e) {
      throw ApiException.badField(
          prefix + name, prefix + name + ": must be UTC like 2026-01-31T12:00:00Z");
    }
  }

  private static int offset(JsonNode asked) {
    return asked.path("offset").asInt(0);
  }

  private static int limit(JsonNode asked) {
    return asked.path("limit").asInt(USUAL);
  }

  private static JsonNode decode(String handle) {
    try {
      JsonNode asked = JSON.readTree(new String(Base64.getUrlDecoder().decode(handle), UTF_8));
      boolean sound =
          asked.isObject()
              && offset(asked) >= 0
              && offset(asked) <= 1_000
              && limit(asked) > 0
              && limit(asked) <= 100;
      if (sound) {
        return asked;
      }
    } catch (IllegalArgumentException | JsonProcessingException e) {
      // refused below, as what is no query is
    }
    throw ApiException.badField("handle", "handle: is not one that was given");
  }
}
