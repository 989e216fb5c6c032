package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.app.AppKey;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.AppConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Apps, their certificates, and the keys of their back ends. Stateless. */
final class AppRoutes {
  private final Apps apps;

  AppRoutes(Apps apps) {
    this.apps = apps;
  }

  List<Route> routes() {
    String app = "/v1/apps/{app}";
    return List.of(
        Route.get("/v1/apps", Access.OPERATOR, this::list),
        Route.change("POST", "/v1/apps", Access.OPERATOR, "create app", this::create),
        Route.change("DELETE", app, Access.OPERATOR, "remove app", this::remove),
        Route.change(
            "POST", app + "/certificate", Access.OPERATOR, "renew certificate", this::renew),
        Route.get(app + "/keys", Access.OPERATOR, this::listKeys),
        Route.change("POST", app + "/keys", Access.OPERATOR, "create key", this::createKey),
        Route.change(
            "DELETE", app + "/keys/{key}", Access.OPERATOR, "remove key", this::removeKey));
  }

  private ApiResponse list(ApiRequest request) {
    return ApiResponse.json(
        Json.list(
            "apps",
            apps.all(),
            (app, node) -> {
              node.put("id", app.id());
              node.put("configured", apps.isConfigured(app.id()));
              node.put("open", app.isOpen());
              node.put("keys", apps.keys(app.id()).size());
            }));
  }

  /** A change that is kept in a file. */
  private interface Change<T> {
    T make() throws IOException;
  }

  private static <T> T keep(Change<T> change) {
    try {
      return change.make();
    } catch (IOException e) {
      throw ApiException.unavailable("nothing has changed: " + e.getMessage());
    }
  }

  private ApiResponse create(ApiRequest request) {
    return ApiResponse.json(201, withCertificate(keep(apps::create)));
  }

  private ApiResponse renew(ApiRequest request) {
    rejectConfigured(request);
    Optional<AppConfig> renewed =
        keep(() -> Optional.ofNullable(apps.renewCertificate(request.appId())));
    return ApiResponse.json(withCertificate(renewed.orElseThrow(AppRoutes::notMade)));
  }

  /** The one time that a certificate is shown. */
  private static ObjectNode withCertificate(AppConfig app) {
    return Json.object().put("id", app.id()).put("certificate", app.certificate());
  }

  private ApiResponse remove(ApiRequest request) {
    rejectConfigured(request);
    if (!keep(() -> apps.remove(request.appId()))) {
      throw notMade();
    }
    return ApiResponse.noContent();
  }

  private void rejectConfigured(ApiRequest request) {
    if (apps.isConfigured(request.appId())) {
      throw ApiException.conflict("app: is in the configuration, change it there");
    }
  }

  private static ApiException notMade() {
    return ApiException.notFound("app: no app with this id was made on this server");
  }

  private ApiResponse listKeys(ApiRequest request) {
    return ApiResponse.json(
        Json.list("keys", apps.keys(request.appId()), (key, node) -> fill(node, key)));
  }

  private static ObjectNode fill(ObjectNode node, AppKey key) {
    return node.put("id", key.id()).put("note", key.note()).put("createdMs", key.createdMs());
  }

  private ApiResponse createKey(ApiRequest request) {
    AppKey.Created created = keep(() -> apps.createKey(request.appId(), request.text("note")));
    return ApiResponse.json(
        201, fill(Json.object(), created.key()).put("secret", created.secret()));
  }

  private ApiResponse removeKey(ApiRequest request) {
    if (!keep(() -> apps.removeKey(request.appId(), request.variable("key")))) {
      throw ApiException.notFound("key: the app has no such key");
    }
    return ApiResponse.noContent();
  }
}
