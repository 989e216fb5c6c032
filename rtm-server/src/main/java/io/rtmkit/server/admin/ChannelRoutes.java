package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.channel.Channels;
import io.rtmkit.server.core.session.Session;
import java.util.List;
import java.util.stream.Stream;

/** Channels and their members. Stateless. */
final class ChannelRoutes {
  private final Channels channels;

  ChannelRoutes(Channels channels) {
    this.channels = channels;
  }

  List<Route> routes() {
    String all = "/v1/apps/{app}/channels";
    return List.of(
        Route.get(all, Access.APP, this::list),
        Route.get(all + "/{channel}", Access.APP, this::show),
        Route.get(all + "/{channel}/members", Access.APP, this::members));
  }

  private ApiResponse list(ApiRequest request) {
    Stream<String> ids =
        channels.keys().stream()
            .filter(key -> key.appId().equals(request.appId()))
            .map(ChannelKey::channelId);
    return ApiResponse.json(
        Pages.of("channels", ids, request, (id, node) -> fill(node, request.appId(), id)));
  }

  private ApiResponse show(ApiRequest request) {
    String id = request.variable("channel");
    return ApiResponse.json(fill(Json.object(), request.appId(), id));
  }

  private ObjectNode fill(ObjectNode node, String appId, String channelId) {
    return node.put("id", channelId).put("memberCount", channels.memberCount(appId, channelId));
  }

  private ApiResponse members(ApiRequest request) {
    List<Session> members = channels.sessions(request.appId(), request.variable("channel"));
    return ApiResponse.json(
        Pages.of(
            "members",
            members.stream().map(member -> member.user().userId()),
            request,
            (id, node) -> node.put("id", id)));
  }
}
