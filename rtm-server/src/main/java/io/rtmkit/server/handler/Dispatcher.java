package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.LogoutError.LOGOUT_ERR_USER_NOT_LOGGED_IN_VALUE;

import com.google.protobuf.MessageLite;
import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.Request.BodyCase;
import io.rtmkit.server.config.Rate;
import io.rtmkit.server.config.RatesConfig;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.Telemetry;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.Sessions;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every request and ack of every connection, checks what is the same for all requests, and
 * hands it to the handler of its kind. Called on the connection's lane.
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
  private final Supplier<RatesConfig> rates;
  private final Supplier<String> fences;
  private final Telemetry telemetry;
  private final RequestLog requestLog;

  /**
   * Takes requests.
   *
   * @param fences why nothing may be done at present that others see; empty if it may
   */
  public Dispatcher(
      Handlers handlers,
      Sessions sessions,
      Supplier<RatesConfig> rates,
      Supplier<String> fences,
      Telemetry telemetry,
      RequestLog requestLog) {
    this.sessions = sessions;
    this.rates = rates;
    this.fences = fences;
    this.telemetry = telemetry;
    this.requestLog = requestLog;
    this.channelMessage = handlers.channelMessage();
    this.kinds = RequestKinds.of(handlers);
  }

  /**
   * Handles one frame of a client.
   *
   * @param message a Request or an Ack
   * @param now when it arrived; what is read together shares one look at the clock
   */
  public void onMessage(Client client, MessageLite message, long now) {
    if (message instanceof Ack ack) {
      onAck(client, ack, now);
    } else if (inFrameBudget(client, now)) {
      onRequest(client, (Request) message, now);
    }
  }

  /** An ack for what others sent is free: nobody may use up somebody else's budget. */
  private void onAck(Client client, Ack ack, long now) {
    Session session = client.session();
    boolean any = false;
    if (session != null) {
      any = session.acknowledge(ack.getInboxOffset());
      any |= channelMessage.acknowledge(session, ack.getChannelsList());
    }
    if (!any) {
      inFrameBudget(client, now);
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
    client.disconnected();
    Session session = client.anySession();
    if (session != null) {
      sessions.detach(session, client.link());
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
    String fence = fences.get();
    if (!fence.isEmpty() && !kind.codes().worksAlone()) {
      telemetry.fenced();
      call.fail(kind.codes().unavailable(), StoreException.refused(fence));
      return;
    }
    if (kind.budget() != null && session != null && !kind.isKnown(session, request)) {
      long wait = session.take(kind.budget(), now);
      if (wait > 0) {
        Rate rate = kind.budget().rate(rates.get());
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
