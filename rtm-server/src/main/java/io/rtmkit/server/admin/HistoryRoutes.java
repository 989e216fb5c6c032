package io.rtmkit.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.HistoryScope;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.session.UserKey;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The history: of a conversation, of a channel, of all that a user sent or received. Stateless. */
final class HistoryRoutes {
  private static final int USUAL = 100;
  private static final int MOST_BYTES = 4 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MessageStore store;

  HistoryRoutes(MessageStore store) {
    this.store = store;
  }

  List<Route> routes() {
    String history = "/v1/apps/{app}/history";
    return List.of(
        new Route("GET", history, Access.APP, "", this::query),
        new Route("GET", history + "/count", Access.APP, "", this::count));
  }

  private CompletionStage<ApiResponse> query(ApiRequest request) {
    String cursor = request.queryText("cursor");
    HistoryQuery query =
        new HistoryQuery(
            scope(request),
            request.query().path("fromMs").asLong(0),
            request.query().path("toMs").asLong(0),
            request.queryText("order").equals("desc"),
            cursor.isEmpty() ? null : decode(request.appId(), cursor),
            0,
            request.queryInt("limit", USUAL),
            MOST_BYTES);
    return store.query(query).thenApply(HistoryRoutes::page);
  }

  private static ApiResponse page(LogPage page) {
    ObjectNode body = Json.list("messages", page.entries(), MessageJson::fill);
    body.put("more", page.more());
    if (!page.entries().isEmpty()) {
      body.put("cursor", encode(page.entries().get(page.entries().size() - 1).place()));
    }
    return ApiResponse.json(body);
  }

  private CompletionStage<ApiResponse> count(ApiRequest request) {
    HistoryQuery query =
        HistoryQuery.counting(
            scope(request),
            request.query().path("fromMs").asLong(0),
            request.query().path("toMs").asLong(0));
    return store
        .count(query)
        .thenApply(count -> ApiResponse.json(Json.object().put("count", count)));
  }

  /** Exactly one of: user and peer, channel, sentBy, receivedBy. */
  private static HistoryScope scope(ApiRequest request) {
    String user = id(request, "user");
    String peer = id(request, "peer");
    String channel = id(request, "channel");
    String sentBy = id(request, "sentBy");
    String receivedBy = id(request, "receivedBy");
    long given =
        List.of(user, channel, sentBy, receivedBy).stream().filter(id -> !id.isEmpty()).count();
    if (given != 1 || user.isEmpty() != peer.isEmpty()) {
      throw ApiException.badField(
          "channel", "channel: exactly one of channel, sentBy, receivedBy, or user and peer");
    }
    String appId = request.appId();
    if (!user.isEmpty()) {
      return HistoryScope.of(Conversation.between(appId, user, peer));
    }
    if (!channel.isEmpty()) {
      return HistoryScope.of(Conversation.of(appId, channel));
    }
    return sentBy.isEmpty()
        ? HistoryScope.receivedBy(new UserKey(appId, receivedBy))
        : HistoryScope.sentBy(new UserKey(appId, sentBy));
  }

  private static String id(ApiRequest request, String name) {
    String id = request.queryText(name);
    if (!id.isEmpty()) {
      ApiRules.checkUser(name, id); // the rules for channels are the same
    }
    return id;
  }

  private static String encode(LogPlace place) {
    Conversation conversation = place.conversation();
    ObjectNode node =
        Json.object()
            .put("i", place.id())
            .put("k", conversation.kind().name())
            .put("f", conversation.first())
            .put("s", conversation.second());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(node.toString().getBytes(UTF_8));
  }

  private static LogPlace decode(String appId, String cursor) {
    try {
      JsonNode node = JSON.readTree(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
      Conversation.Kind kind = Conversation.Kind.valueOf(node.path("k").asText());
      return new LogPlace(
          node.path("i").asLong(),
          new Conversation(appId, kind, node.path("f").asText(), node.path("s").asText()));
    } catch (IllegalArgumentException | JsonProcessingException e) {
      throw ApiException.badField("cursor", "cursor: is not one that was given");
    }
  }
}
