package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.core.channel.ChannelFigures;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.channel.ChannelService;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Channels and their members, on all servers. Stateless. */
final class ChannelRoutes {
  private static final String LIST = "list channels";
  private static final Merge PAGES = Merge.pages("channels");

  private final ChannelService channels;
  private final ChannelFigures here;
  private final AcrossServers across;

  ChannelRoutes(Domain domain, AcrossServers across) {
    this.channels = domain.channels();
    this.here = domain.channelFigures();
    this.across = across;
    across.answers(LIST, Route.now(this::listHere));
  }

  List<Route> routes() {
    String all = "/v1/apps/{app}/channels";
    return List.of(
        new Route("GET", all, Access.APP, "", this::list),
        new Route("GET", all + "/{channel}", Access.APP, "", this::show),
        new Route("GET", all + "/{channel}/members", Access.APP, "", this::members));
  }

  /** The channels that have members on this server. */
  private ApiResponse listHere(ApiRequest request) {
    Stream<String> ids =
        here.keys().stream()
            .filter(key -> key.appId().equals(request.appId()))
            .map(ChannelKey::channelId);
    return ApiResponse.json(Pages.of("channels", ids, request, (id, node) -> node.put("id", id)));
  }

  private CompletionStage<ApiResponse> list(ApiRequest request) {
    return across
        .everywhere(LIST, request, PAGES)
        .thenCompose(page -> withCounts(request.appId(), page))
        .thenApply(ApiResponse::json);
  }

  private CompletionStage<ObjectNode> withCounts(String appId, ObjectNode page) {
    List<JsonNode> listed = page.path("channels").valueStream().toList();
    List<String> ids = listed.stream().map(node -> node.path("id").asText()).toList();
    return counts(appId, ids)
        .thenApply(
            counts -> {
              for (int i = 0; i < counts.size(); i++) {
                if (listed.get(i) instanceof ObjectNode node) {
                  node.put("memberCount", counts.get(i));
                }
              }
              return page;
            });
  }

  private CompletionStage<List<Integer>> counts(String appId, List<String> ids) {
    return Later.of(answer -> channels.memberCounts(appId, ids, answer));
  }

  private CompletionStage<ApiResponse> show(ApiRequest request) {
    String id = request.variable("channel");
    return counts(request.appId(), List.of(id))
        .thenApply(
            counts ->
                ApiResponse.json(Json.object().put("id", id).put("memberCount", counts.get(0))));
  }

  private CompletionStage<ApiResponse> members(ApiRequest request) {
    ChannelKey channel = new ChannelKey(request.appId(), request.variable("channel"));
    return Later.<List<String>>of(answer -> channels.memberIds(channel, answer))
        .thenApply(
            members ->
                ApiResponse.json(
                    Pages.of(
                        "members", members.stream(), request, (id, node) -> node.put("id", id))));
  }
}
