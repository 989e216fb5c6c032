package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.LogoutError.LOGOUT_ERR_USER_NOT_LOGGED_IN_VALUE;

import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.Request.BodyCase;
import io.rtmkit.server.config.Rate;
import io.rtmkit.server.config.RatesConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.Telemetry;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.Sessions;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every envelope of every connection, checks what is the same for all requests, and hands it
 * to the handler of its kind. Called on the connection's lane.
 */
public final class Dispatcher {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  /** Means "not logged in" in the error list of every kind of request. */
  private static final int NOT_LOGGED_IN = LOGOUT_ERR_USER_NOT_LOGGED_IN_VALUE;

  /** Answers a kind of request that this server does not know; 1 is a failure in most lists. */
  private static final int UNKNOWN_REQUEST = 1;

  private final Map<BodyCase, RequestKind> kinds;
  private final ChannelMessageHandler channelMessage;
  private final Sessions sessions;
  private final RatesConfig rates;
  private final Telemetry telemetry;
  private final RequestLog requestLog;
  private final Clock clock;

  public Dispatcher(
      Handlers handlers,
      Sessions sessions,
      RatesConfig rates,
      Telemetry telemetry,
      RequestLog requestLog,
      Clock clock) {
    this.sessions = sessions;
    this.rates = rates;
    this.telemetry = telemetry;
    this.requestLog = requestLog;
    this.clock = clock;
    this.channelMessage = handlers.channelMessage();
    this.kinds = RequestKinds.of(handlers);
  }

  /** Handles one envelope. */
  public void onEnvelope(Client client, Envelope envelope) {
    switch (envelope.getFrameCase()) {
      case REQUEST -> {
        long now = clock.nanoTime();
        if (inFrameBudget(client, now)) {
          onRequest(client, envelope.getRequest(), now);
        }
      }
      case ACK -> onAck(client, envelope.getAck());
      default ->
          client
              .link()
              .close(CloseCode.CLOSE_CODE_PROTOCOL_ERROR, "a client sends requests and acks only");
    }
  }

  private boolean inFrameBudget(Client client, long now) {
    if (client.takeFrame(now) > 0) {
      client.link().close(CloseCode.CLOSE_CODE_TOO_MANY_REQUESTS, "too many frames");
      return false;
    }
    return true;
  }

  /** The connection is gone; its session, if it has not moved on, waits for another. */
  public void onDisconnected(Client client) {
    Session session = client.anySession();
    if (session != null) {
      sessions.detach(session, client.link());
    }
  }

  /** An ack for what others sent is free: nobody may use up somebody else's budget. */
  private void onAck(Client client, Ack ack) {
    Session session = client.session();
    boolean any = false;
    if (session != null) {
      any = session.acknowledge(ack.getInboxOffset());
      any |= channelMessage.acknowledge(session, ack.getChannelsList());
    }
    if (!any) {
      inFrameBudget(client, clock.nanoTime());
    }
  }

  private void onRequest(Client client, Request request, long now) {
    Session session = client.session();
    Call call = new Call(client, request, session, telemetry, requestLog, now);
    RequestKind kind = kinds.get(request.getBodyCase());
    if (kind == null) {
      call.refuse(UNKNOWN_REQUEST, "this server does not know this kind of request");
      return;
    }
    if (kind.needsLogin() && session == null) {
      call.refuse(NOT_LOGGED_IN, kind.name() + ": not logged in");
      return;
    }
    if (kind.budget() != null && session != null && !kind.isKnown(session, request)) {
      long wait = session.take(kind.budget(), now);
      if (wait > 0) {
        Rate rate = kind.budget().rate(rates);
        call.refuseTooOften(kind.codes().tooOften(), kind.name(), rate, wait);
        return;
      }
    }
    try {
      kind.handler().handle(call);
    } catch (RuntimeException e) {
      log.error("{} of {} failed", kind.name(), client.link().remoteAddress(), e);
      call.refuse(kind.codes().failure(), kind.name() + ": a fault of the server, see its log");
    }
  }
}
