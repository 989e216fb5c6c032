package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.ConfigException;
import io.rtmkit.server.config.Reloaded;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.port.Servers;
import io.rtmkit.server.metrics.Live;
import io.rtmkit.server.metrics.Metrics;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The server as a whole: state, figures, drain, reload, backup. Stateless. */
final class ServerRoutes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerControl control;
  private final ServerConfig config;
  private final Apps apps;
  private final Servers servers;

  ServerRoutes(Domain domain, ServerControl control) {
    this.control = control;
    this.config = domain.live().current();
    this.apps = domain.apps();
    this.servers = domain.servers();
  }

  List<Route> routes() {
    String server = "/v1/server";
    return List.of(
        Route.get(server, Access.OPERATOR, this::show),
        Route.get(server + "/live", Access.OPERATOR, this::live),
        Route.get("/metrics", Access.OPERATOR, this::metrics),
        Route.change("POST", server + "/drain", Access.OPERATOR, "drain", this::drain),
        Route.change("POST", server + "/reload", Access.OPERATOR, "reload", this::reload),
        Route.change("POST", server + "/backup", Access.OPERATOR, "backup", this::backup));
  }

  private ApiResponse show(ApiRequest request) {
    ObjectNode body = Json.object();
    List<String> reasons = control.notReady();
    body.put("version", control.version());
    body.put("startedMs", control.startedMs());
    body.put("ready", reasons.isEmpty());
    reasons.forEach(body.putArray("reasons")::add);
    body.putObject("clientPort")
        .put("port", control.clientPort())
        .put("tls", config.tls().isEnabled())
        .put("webSocketPath", "/rtm");
    body.put("store", config.store().kind().name().toLowerCase(Locale.ROOT));
    body.put("devMode", apps.allowsOpenApps());
    body.put("name", control.name());
    ArrayNode all = body.putArray("servers");
    servers.all().stream()
        .sorted(Comparator.comparing(Servers.Server::name).thenComparing(Servers.Server::node))
        .forEach(server -> fill(all.addObject(), server));
    return ApiResponse.json(body);
  }

  private void fill(ObjectNode node, Servers.Server server) {
    node.put("name", server.name());
    node.put("address", server.address());
    node.put("version", server.version());
    node.put("sessions", server.sessions());
    node.put("draining", server.draining());
    node.put("startedMs", server.startedMs());
    node.put("asked", server.node().equals(servers.self()));
  }

  private ApiResponse live(ApiRequest request) {
    Live live = control.live();
    if (live == null) {
      throw ApiException.unavailable("the server has just started, ask again in a second");
    }
    ObjectNode body = JSON.valueToTree(live);
    return ApiResponse.json(body.put("server", control.name()));
  }

  private ApiResponse metrics(ApiRequest request) {
    return ApiResponse.text(Metrics.CONTENT_TYPE, control.scrape());
  }

  private ApiResponse drain(ApiRequest request) {
    control.drain();
    return ApiResponse.json(202, Json.object().put("draining", true));
  }

  private ApiResponse reload(ApiRequest request) {
    try {
      Reloaded reloaded = control.reload();
      ObjectNode body = Json.object();
      reloaded.applied().forEach(body.putArray("changed")::add);
      reloaded.needRestart().forEach(body.putArray("needsRestart")::add);
      return ApiResponse.json(body);
    } catch (ConfigException | IOException e) {
      throw ApiException.conflict("nothing has changed: " + e.getMessage());
    }
  }

  private ApiResponse backup(ApiRequest request) {
    try {
      return ApiResponse.json(201, JSON.valueToTree(control.backup(request.text("name"))));
    } catch (IOException e) {
      throw ApiException.conflict(String.valueOf(e.getMessage()));
    }
  }
}
