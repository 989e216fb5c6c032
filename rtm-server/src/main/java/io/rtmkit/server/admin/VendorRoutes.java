package io.rtmkit.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.server.config.LiveConfig;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.event.EventKind;
import io.rtmkit.server.core.session.BackEnd;
import io.rtmkit.server.core.session.UserKey;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * The vendors' calls (Agora RTM 1.x RESTful API, anyRTC's copy of it) under their own paths, so
 * that a back end moves by changing the host. Stateless.
 */
final class VendorRoutes {
  /** Where the vendors' base address with the app id in it ends. */
  static final String BASE = "/dev/v2/project/{app}";

  private static final String USER_EVENTS = "take user events";
  private static final String CHANNEL_EVENTS = "take channel events";
  private static final Merge BY_TIME = Merge.byTime("events", "ms");

  private final BackEndMessages messages;
  private final EventFeed feed;
  private final VendorHistory history;
  private final LiveConfig live;
  private final AcrossServers across;

  VendorRoutes(Domain domain, BackEndMessages messages, EventFeed feed, AcrossServers across) {
    this.messages = messages;
    this.feed = feed;
    this.history = new VendorHistory(domain.store());
    this.live = domain.live();
    this.across = across;
    across.answers(USER_EVENTS, Route.now(this::userEvents));
    across.answers(CHANNEL_EVENTS, Route.now(this::channelEvents));
  }

  List<Route> routes() {
    String user = BASE + "/rtm/users/{user}";
    String query = BASE + "/rtm/message/history/query";
    return List.of(
        new Route("POST", user + "/peer_messages", Access.APP_OR_USER, "", this::toPeer),
        new Route("POST", user + "/channel_messages", Access.APP_OR_USER, "", this::toChannel),
        new Route("GET", BASE + "/rtm/vendor/user_events", Access.APP, "", everywhere(USER_EVENTS)),
        new Route(
            "GET", BASE + "/rtm/vendor/channel_events", Access.APP, "", everywhere(CHANNEL_EVENTS)),
        new Route("POST", query, Access.APP_OR_USER, "", Route.now(history::ask)),
        new Route("GET", query + "/{handle}", Access.APP_OR_USER, "", history::read),
        new Route(
            "GET", BASE + "/rtm/message/history/count", Access.APP_OR_USER, "", history::count));
  }

  private Route.Handler everywhere(String operation) {
    return request -> across.everywhere(operation, request, BY_TIME).thenApply(ApiResponse::json);
  }

  private CompletionStage<ApiResponse> toPeer(ApiRequest request) {
    UserKey sender = sender(request);
    String destination = request.text("destination");
    ApiRules.checkUser("destination", destination);
    boolean wait = request.query().path("wait_for_ack").asBoolean();
    BackEndMessages.Options options =
        new BackEndMessages.Options(
            request.flag("enable_offline_messaging"),
            request.flag("enable_historical_messaging"),
            wait);
    return messages
        .toPeer(new BackEnd(sender), destination, content(request), options)
        .thenApply(sent -> answer(sent, wait));
  }

  private CompletionStage<ApiResponse> toChannel(ApiRequest request) {
    UserKey sender = sender(request);
    String channel = request.text("channel_name");
    ApiRules.checkChannel("channel_name", channel);
    return messages
        .toChannel(sender, channel, content(request), request.flag("enable_historical_messaging"))
        .thenApply(sent -> answer(sent, false));
  }

  /** Who has a user's token sends as that user alone. */
  private static UserKey sender(ApiRequest request) {
    UserKey sender = request.user();
    if (request.caller() instanceof Caller.TokenUser user
        && !user.userId().equals(sender.userId())) {
      throw ApiException.forbidden("user: the token is of another user");
    }
    return sender;
  }

  private Content content(ApiRequest request) {
    Content content =
        Content.newBuilder()
            .setType(MessageType.MESSAGE_TYPE_TEXT)
            .setPayload(ByteString.copyFrom(request.text("payload"), UTF_8))
            .build();
    ApiRules.checkContent("payload", content, live.limits().messageBytes());
    return content;
  }

  private static ApiResponse answer(BackEndMessages.Sent sent, boolean waited) {
    return switch (sent.result()) {
      case DELIVERED -> success(waited ? "message_delivered" : "message_sent");
      case SENT -> success("message_sent");
      case CACHED -> success("message_offline");
      case OFFLINE -> ApiResponse.json(VendorAnswers.failed().put("code", "peer_offline"));
      case UNKNOWN -> throw ApiException.of(408, sent.reason());
      case REFUSED -> throw ApiException.unavailable(sent.reason());
    };
  }

  private static ApiResponse success(String code) {
    return ApiResponse.json(VendorAnswers.success().put("code", code));
  }

  private ApiResponse userEvents(ApiRequest request) {
    return events(
        feed.take(request.appId(), EventFeed.Topic.USERS),
        (event, node) ->
            node.put("type", event.kind() == EventKind.USER_OFFLINE ? "Logout" : "Login"));
  }

  private ApiResponse channelEvents(ApiRequest request) {
    return events(
        feed.take(request.appId(), EventFeed.Topic.CHANNELS),
        (event, node) -> {
          if (event instanceof Event.ChannelChanged changed) {
            // Both names that the vendor's pages have had.
            node.put("channel_id", changed.channelId()).put("group_id", changed.channelId());
          }
          node.put("type", event.kind() == EventKind.CHANNEL_JOINED ? "Join" : "Leave");
        });
  }

  private static ApiResponse events(
      List<EventFeed.Entry> taken, BiConsumer<Event, ObjectNode> fill) {
    ObjectNode body = VendorAnswers.success();
    ArrayNode events = body.putArray("events");
    for (EventFeed.Entry entry : taken) {
      ObjectNode node = events.addObject().put("user_id", entry.event().user().userId());
      fill.accept(entry.event(), node);
      node.put("ms", entry.event().atMs());
    }
    return ApiResponse.json(body);
  }
}
