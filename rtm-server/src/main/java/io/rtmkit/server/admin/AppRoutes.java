package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.app.AppKey;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.core.port.StoreException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        new Route("POST", "/v1/apps", Access.OPERATOR, "create app", this::create),
        new Route("DELETE", app, Access.OPERATOR, "remove app", this::remove),
        new Route("POST", app + "/certificate", Access.OPERATOR, "renew certificate", this::renew),
        Route.get(app + "/keys", Access.OPERATOR, this::listKeys),
        new Route("POST", app + "/keys", Access.OPERATOR, "create key", this::createKey),
        new Route("DELETE", app + "/keys/{key}", Access.OPERATOR, "remove key", this::removeKey));
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

  /** Says of a change that was not kept that nothing has changed. */
  private static <T extends @Nullable Object> CompletionStage<ApiResponse> answer(
      CompletableFuture<T> change, Function<T, ApiResponse> kept) {
    return change
        .exceptionally(
            failure -> {
              Throwable cause = failure.getCause() == null ? failure : failure.getCause();
              boolean maybe =
                  cause instanceof StoreException problem
                      && problem.outcome() == StoreException.Outcome.UNKNOWN;
              throw ApiException.unavailable(
                  (maybe ? "the change may be lost: " : "nothing has changed: ")
                      + cause.getMessage());
            })
        .thenApply(kept);
  }

  private CompletionStage<ApiResponse> create(ApiRequest request) {
    return answer(apps.create(), made -> ApiResponse.json(201, withCertificate(made)));
  }

  private CompletionStage<ApiResponse> renew(ApiRequest request) {
    rejectConfigured(request);
    return answer(
        apps.renewCertificate(request.appId()),
        renewed -> {
          if (renewed == null) {
            throw notMade();
          }
          return ApiResponse.json(withCertificate(renewed));
        });
  }

  /** The one time that a certificate is shown. */
  private static ObjectNode withCertificate(AppConfig app) {
    return Json.object().put("id", app.id()).put("certificate", app.certificate());
  }

  private CompletionStage<ApiResponse> remove(ApiRequest request) {
    rejectConfigured(request);
    return answer(
        apps.remove(request.appId()),
        removed -> {
          if (!removed) {
            throw notMade();
          }
          return ApiResponse.noContent();
        });
  }

  private void rejectConfigured(ApiRequest request) {
    if (apps.isConfigured(request.appId())) {
      throw ApiException.conflict("app: is in the configuration, change it there");
    }
  }

  private static ApiException notMade() {
    return ApiException.notFound("app: no app with this id was made over this API");
  }

  private ApiResponse listKeys(ApiRequest request) {
    return ApiResponse.json(
        Json.list("keys", apps.keys(request.appId()), (key, node) -> fill(node, key)));
  }

  private static ObjectNode fill(ObjectNode node, AppKey key) {
    return node.put("id", key.id()).put("note", key.note()).put("createdMs", key.createdMs());
  }

  private CompletionStage<ApiResponse> createKey(ApiRequest request) {
    return answer(
        apps.createKey(request.appId(), request.text("note")),
        created ->
            ApiResponse.json(
                201, fill(Json.object(), created.key()).put("secret", created.secret())));
  }

  private CompletionStage<ApiResponse> removeKey(ApiRequest request) {
    return answer(
        apps.removeKey(request.appId(), request.variable("key")),
        removed -> {
          if (!removed) {
            throw ApiException.notFound("key: the app has no such key");
          }
          return ApiResponse.noContent();
        });
  }
}
