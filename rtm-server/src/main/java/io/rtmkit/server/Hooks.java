package io.rtmkit.server;

import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.event.Events;
import io.rtmkit.server.core.port.SendCheck;
import io.rtmkit.server.metrics.BeforeSendFigures;
import io.rtmkit.server.metrics.WebhookFigures;
import io.rtmkit.server.webhook.BeforeSend;
import io.rtmkit.server.webhook.WebhookStatus;
import io.rtmkit.server.webhook.Webhooks;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The ties to the operator's own services that the configuration asks for. Immutable; to be closed
 * when the server is.
 *
 * @param webhooks where events go; null if they go nowhere
 * @param beforeSend asked about each message; null if nobody is
 */
public record Hooks(@Nullable Webhooks webhooks, @Nullable BeforeSend beforeSend)
    implements AutoCloseable {
  /** The server calls nobody. */
  static final Hooks NONE = new Hooks(null, null);

  /**
   * Opens what is configured.
   *
   * @throws IOException if the outbox cannot be used; the message is for a person
   */
  public static Hooks open(ServerConfig config, Clock clock) throws IOException {
    Webhooks webhooks = null;
    if (config.webhooks().isEnabled()) {
      Path directory = Path.of(config.data().path(), "webhooks");
      webhooks = Webhooks.open(config.webhooks(), directory, clock);
    }
    BeforeSend beforeSend =
        config.beforeSend().isEnabled()
            ? new BeforeSend(config.beforeSend(), config.limits().messageBytes(), clock)
            : null;
    return new Hooks(webhooks, beforeSend);
  }

  /** Sends what happens from now on. */
  void listenTo(Events events) {
    if (webhooks != null) {
      events.add(webhooks);
    }
  }

  /** How the webhooks are, for the metrics. */
  WebhookFigures webhookFigures() {
    if (webhooks == null) {
      return WebhookFigures.NONE;
    }
    WebhookStatus status = webhooks.status();
    return new WebhookFigures(
        status.pending(),
        status.delivered(),
        status.failedTries(),
        status.dead(),
        status.droppedDead(),
        status.lost());
  }

  /** What became of the messages that the operator was asked about, for the metrics. */
  BeforeSendFigures beforeSendFigures() {
    return beforeSend == null
        ? BeforeSendFigures.NONE
        : new BeforeSendFigures(beforeSend.asked(), beforeSend.denied(), beforeSend.unanswered());
  }

  /** What a server asks; null if nothing. */
  public @Nullable SendCheck check() {
    return beforeSend;
  }

  @Override
  public void close() {
    if (webhooks != null) {
      webhooks.close();
    }
    if (beforeSend != null) {
      beforeSend.close();
    }
  }
}
