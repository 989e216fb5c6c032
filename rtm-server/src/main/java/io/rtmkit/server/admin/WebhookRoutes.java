package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.webhook.WebhookStatus;
import io.rtmkit.server.webhook.Webhooks;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the webhooks are, and what they could not deliver. Stateless. */
final class WebhookRoutes {
  private static final int MOST_SHOWN = 100;

  private final @Nullable Webhooks webhooks;

  WebhookRoutes(@Nullable Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  List<Route> routes() {
    String path = "/v1/webhooks";
    return List.of(
        Route.get(path, Access.OPERATOR, this::show),
        Route.get(path + "/dead-letters", Access.OPERATOR, this::deadLetters),
        Route.change("POST", path + "/retry", Access.OPERATOR, "retry dead letters", this::retry));
  }

  private ApiResponse show(ApiRequest request) {
    ObjectNode body = Json.object().put("enabled", webhooks != null);
    if (webhooks != null) {
      WebhookStatus status = webhooks.status();
      body.put("pending", status.pending()).put("oldestMs", status.oldestMs());
      body.put("delivered", status.delivered()).put("failed", status.failedTries());
      body.put("dead", status.dead()).put("deadDropped", status.droppedDead());
      body.put("lost", status.lost());
      body.put("lastError", status.deliveryProblem());
      body.put("outboxProblem", status.outboxProblem());
    }
    return ApiResponse.json(body);
  }

  private ApiResponse deadLetters(ApiRequest request) {
    try {
      return ApiResponse.json(
          Json.list(
              "deadLetters",
              opened().deadLetters(request.queryInt("limit", MOST_SHOWN)),
              (letter, node) ->
                  node.put("diedAtMs", letter.diedAtMs())
                      .put("reason", letter.reason())
                      .put("event", letter.event())));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private ApiResponse retry(ApiRequest request) {
    try {
      return ApiResponse.json(Json.object().put("retried", opened().retryDeadLetters()));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static ApiException unreadable(IOException e) {
    return ApiException.unavailable("the dead letters cannot be read: " + e.getMessage());
  }

  private Webhooks opened() {
    if (webhooks == null) {
      throw ApiException.conflict("no webhooks are configured (webhooks.url)");
    }
    return webhooks;
  }
}
