package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.protocol.v1.PeerOnlineState;
import io.rtmkit.protocol.v1.PeerPresence;
import io.rtmkit.server.core.lane.Link;
import io.rtmkit.server.core.presence.PresenceService;
import io.rtmkit.server.core.session.Ban;
import io.rtmkit.server.core.session.BanStore;
import io.rtmkit.server.core.session.Moderation;
import io.rtmkit.server.core.session.OnlineState;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;

/** Users: who is online, their sessions, kick and ban, on all servers. Stateless. */
final class UserRoutes {
  private static final String LIST = "list users";
  private static final String SHOW = "show user";
  private static final String SESSIONS = "list sessions";
  private static final String KICK = "kick";
  private static final Merge PAGES = Merge.pages("users");

  private final Sessions sessions;
  private final Moderation moderation;
  private final PresenceService presence;
  private final AcrossServers across;
  private final Traces traces;

  UserRoutes(Domain domain, AcrossServers across, Traces traces) {
    this.sessions = domain.sessions();
    this.moderation = domain.moderation();
    this.presence = domain.presence();
    this.across = across;
    this.traces = traces;
    across.answers(LIST, Route.now(this::listHere));
    across.answers(SHOW, Route.now(this::show));
    across.answers(SESSIONS, Route.now(this::listSessions));
    across.answers(KICK, Route.now(this::kick));
  }

  List<Route> routes() {
    String users = "/v1/apps/{app}/users";
    String user = users + "/{user}";
    return List.of(
        new Route("GET", users, Access.APP, "", this::list),
        new Route("GET", user, Access.APP, "", atOwner(SHOW)),
        new Route("GET", user + "/sessions", Access.APP, "", atOwner(SESSIONS)),
        new Route("POST", "/v1/apps/{app}/presence", Access.APP, "", this::presence),
        new Route("POST", user + "/kick", Access.APP, KICK, atOwner(KICK)),
        Route.get("/v1/apps/{app}/bans", Access.APP, this::listBans),
        new Route("PUT", user + "/ban", Access.APP, "ban", this::ban),
        new Route("DELETE", user + "/ban", Access.APP, "unban", this::unban),
        Route.stream(user + "/trace", Access.APP, this::trace));
  }

  /** Only the server where the user is logged in knows or can do it. */
  private Route.Handler atOwner(String operation) {
    return request -> across.atOwner(operation, request.user(), request);
  }

  private CompletionStage<ApiResponse> list(ApiRequest request) {
    return across.everywhere(LIST, request, PAGES).thenApply(ApiResponse::json);
  }

  private ApiResponse listHere(ApiRequest request) {
    String appId = request.appId();
    var ids =
        StreamSupport.stream(sessions.all().spliterator(), false)
            .map(Session::user)
            .filter(user -> user.appId().equals(appId))
            .map(UserKey::userId);
    return ApiResponse.json(
        Pages.of(
            "users",
            ids,
            request,
            (id, node) -> node.put("id", id).put("state", state(new UserKey(appId, id)))));
  }

  private ApiResponse show(ApiRequest request) {
    UserKey user = request.user();
    ObjectNode body = Json.object().put("id", user.userId()).put("state", state(user));
    Session session = sessions.find(user);
    if (session != null) {
      fill(body.putObject("session"), session);
    }
    Ban ban = moderation.findBan(user);
    if (ban != null) {
      fill(body.putObject("ban"), ban);
    }
    return ApiResponse.json(body);
  }

  private ApiResponse listSessions(ApiRequest request) {
    Session session = sessions.find(request.user());
    return ApiResponse.json(
        Json.list(
            "sessions",
            session == null ? List.of() : List.of(session),
            (one, node) -> fill(node, one)));
  }

  private static void fill(ObjectNode node, Session session) {
    node.put("id", session.identity().key().sessionId());
    node.put("openedMs", session.identity().openedMs());
    node.put("state", name(session.state()));
    Link link = session.link();
    node.put("connected", link != null);
    node.put("address", link == null ? "" : link.remoteAddress().replaceFirst("^/", ""));
    session.channels().stream().sorted().forEach(node.putArray("channels")::add);
  }

  private CompletionStage<ApiResponse> presence(ApiRequest request) {
    List<String> ids = new ArrayList<>();
    for (JsonNode id : request.body().path("users")) {
      ApiRules.checkUser("users." + ids.size(), id.asText());
      ids.add(id.asText());
    }
    return Later.<List<PeerPresence>>of(answer -> presence.query(request.appId(), ids, answer))
        .thenApply(
            found -> {
              ObjectNode states = Json.object();
              ObjectNode byUser = states.putObject("states");
              found.forEach(each -> byUser.put(each.getUserId(), name(each.getState())));
              return ApiResponse.json(states);
            });
  }

  private static String name(PeerOnlineState state) {
    return name(
        switch (state) {
          case PEER_ONLINE_STATE_ONLINE -> OnlineState.ONLINE;
          case PEER_ONLINE_STATE_UNREACHABLE -> OnlineState.UNREACHABLE;
          case PEER_ONLINE_STATE_OFFLINE, UNRECOGNIZED -> OnlineState.OFFLINE;
        });
  }

  private Runnable trace(Map<String, String> path, TraceReader reader) {
    return traces.begin(
        new UserKey(
            Objects.requireNonNull(path.get("app")), Objects.requireNonNull(path.get("user"))),
        reader);
  }

  private ApiResponse kick(ApiRequest request) {
    if (!moderation.kick(request.user(), request.text("reason"))) {
      throw ApiException.notFound("user: is not online");
    }
    return ApiResponse.noContent();
  }

  private ApiResponse listBans(ApiRequest request) {
    List<Ban> bans =
        moderation.bans().stream()
            .filter(ban -> ban.user().appId().equals(request.appId()))
            .toList();
    return ApiResponse.json(
        Json.list("bans", bans, (ban, node) -> fill(node.put("user", ban.user().userId()), ban)));
  }

  private static void fill(ObjectNode node, Ban ban) {
    node.put("reason", ban.reason());
    if (ban.until() != Ban.FOR_EVER) {
      node.put("untilMs", ban.until());
    }
  }

  private CompletionStage<ApiResponse> ban(ApiRequest request) {
    long seconds = request.body().path("seconds").asLong(0);
    String reason = request.text("reason");
    Ban ban =
        seconds == 0
            ? new Ban(request.user(), Ban.FOR_EVER, reason)
            : moderation.newBan(request.user(), Duration.ofSeconds(seconds), reason);
    ObjectNode body = Json.object().put("user", ban.user().userId());
    fill(body, ban);
    CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
    moderation.set(ban, kept(answer, ApiResponse.json(body)));
    return answer;
  }

  private CompletionStage<ApiResponse> unban(ApiRequest request) {
    CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
    if (!moderation.unban(request.user(), kept(answer, ApiResponse.noContent()))) {
      throw ApiException.notFound("user: is not banned");
    }
    return answer;
  }

  private static BanStore.Kept kept(CompletableFuture<ApiResponse> answer, ApiResponse good) {
    return problem -> {
      if (problem.isEmpty()) {
        answer.complete(good);
      } else {
        answer.completeExceptionally(ApiException.unavailable("the bans: " + problem));
      }
    };
  }

  private String state(UserKey user) {
    Session session = sessions.find(user);
    return name(session == null ? OnlineState.OFFLINE : session.state());
  }

  private static String name(OnlineState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
