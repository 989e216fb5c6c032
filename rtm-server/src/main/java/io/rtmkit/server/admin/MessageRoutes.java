package io.rtmkit.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.server.config.LiveConfig;
import io.rtmkit.server.core.session.BackEnd;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Messages in the name of users: one, many at once, to everybody. Stateless. */
final class MessageRoutes {
  private static final String BROADCAST = "broadcast";
  private static final Merge SUM = Merge.sum("users");

  private final BackEndMessages messages;
  private final LiveConfig live;
  private final AcrossServers across;

  MessageRoutes(Domain domain, BackEndMessages messages, AcrossServers across) {
    this.messages = messages;
    this.live = domain.live();
    this.across = across;
    across.answers(BROADCAST, Route.now(this::broadcastHere));
  }

  List<Route> routes() {
    String all = "/v1/apps/{app}/messages";
    return List.of(
        new Route("POST", all, Access.APP, "", this::send),
        new Route("POST", all + "/batch", Access.APP, "", this::sendBatch),
        new Route("POST", all + "/broadcast", Access.APP, BROADCAST, this::broadcast));
  }

  private CompletionStage<ApiResponse> send(ApiRequest request) {
    Order order = order(request.appId(), request.body(), "");
    return order.send().thenApply(sent -> ApiResponse.json(fill(Json.object(), sent)));
  }

  /** All are checked before the first is sent. */
  private CompletionStage<ApiResponse> sendBatch(ApiRequest request) {
    List<Order> orders = new ArrayList<>();
    for (JsonNode message : request.body().path("messages")) {
      orders.add(order(request.appId(), message, "messages." + orders.size() + "."));
    }
    List<CompletableFuture<BackEndMessages.Sent>> sent =
        orders.stream().map(order -> order.send().toCompletableFuture()).toList();
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              ObjectNode body = Json.object();
              ArrayNode results = body.putArray("results");
              sent.forEach(one -> fill(results.addObject(), one.join()));
              return ApiResponse.json(body);
            });
  }

  private CompletionStage<ApiResponse> broadcast(ApiRequest request) {
    return across
        .everywhere(BROADCAST, request, SUM)
        .thenApply(body -> ApiResponse.json(202, body));
  }

  private ApiResponse broadcastHere(ApiRequest request) {
    BackEnd sender = sender(request.appId(), request.body(), "");
    int users = messages.toEverybody(sender, content(request.body(), ""));
    return ApiResponse.json(202, Json.object().put("users", users));
  }

  /** A message whose fields have been checked. */
  private interface Order {
    CompletionStage<BackEndMessages.Sent> send();
  }

  private Order order(String appId, JsonNode message, String prefix) {
    BackEnd sender = sender(appId, message, prefix);
    Content content = content(message, prefix);
    boolean historical = message.path("historical").asBoolean();
    String peer = message.path("peer").asText();
    String channel = message.path("channel").asText();
    if (message.has("peer") == message.has("channel")) {
      throw ApiException.badField(
          prefix + "peer", prefix + "peer: exactly one of peer and channel must be there");
    }
    if (message.has("peer")) {
      ApiRules.checkUser(prefix + "peer", peer);
      BackEndMessages.Options options =
          new BackEndMessages.Options(
              message.path("offline").asBoolean(),
              historical,
              message.path("waitForAck").asBoolean());
      return () -> messages.toPeer(sender, peer, content, options);
    }
    ApiRules.checkChannel(prefix + "channel", channel);
    if (message.path("offline").asBoolean()) {
      throw ApiException.badField(
          prefix + "offline", prefix + "offline: is for messages to a peer, not to a channel");
    }
    return () -> messages.toChannel(sender.user(), channel, content, historical);
  }

  private static BackEnd sender(String appId, JsonNode message, String prefix) {
    String from = message.path("from").asText();
    ApiRules.checkUser(prefix + "from", from);
    return new BackEnd(new UserKey(appId, from));
  }

  private Content content(JsonNode message, String prefix) {
    String field = prefix + (message.has("raw") ? "raw" : "text");
    if (message.has("raw") == message.has("text")) {
      throw ApiException.badField(
          prefix + "text", prefix + "text: exactly one of text and raw must be there");
    }
    Content.Builder content = Content.newBuilder();
    if (message.has("raw")) {
      content
          .setType(MessageType.MESSAGE_TYPE_RAW)
          .setPayload(decode(field, message.path("raw").asText()))
          .setDescription(message.path("description").asText(""));
    } else {
      content
          .setType(MessageType.MESSAGE_TYPE_TEXT)
          .setPayload(ByteString.copyFrom(message.path("text").asText(), UTF_8));
    }
    Content built = content.build();
    ApiRules.checkContent(field, built, live.limits().messageBytes());
    return built;
  }

  private static ByteString decode(String field, String base64) {
    try {
      return ByteString.copyFrom(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw ApiException.badField(field, field + ": is no Base64");
    }
  }

  private static ObjectNode fill(ObjectNode node, BackEndMessages.Sent sent) {
    node.put("messageId", Long.toUnsignedString(sent.messageId()));
    node.put("result", sent.result().name().toLowerCase(Locale.ROOT));
    if (!sent.reason().isEmpty()) {
      node.put("reason", sent.reason());
    }
    return node;
  }
}
