package io.rtmkit.server.metrics;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Request.BodyCase;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.Telemetry;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what it is told in meters that were made beforehand, so that a call costs an array access
 * and an addition or two. Thread-safe, without locks.
 */
final class MeteredTelemetry implements Telemetry {
  private final Clock clock;
  private final RequestMeters requests;
  private final MessageMeters messages;
  private final ConnectionMeters connections;
  private final LongAdder fenced = new LongAdder();
  private final LongAdder invitationsSent = new LongAdder();
  private final LongAdder invitationsEnded = new LongAdder();
  private final EnumCounters<InvitationEnd> invitationEnds;

  MeteredTelemetry(Meters meters, Clock clock) {
    this.clock = clock;
    requests = new RequestMeters(meters);
    messages = new MessageMeters(meters);
    connections = new ConnectionMeters(meters);
    meters.count("rtm.invitations.sent", Meters.NONE, "Call invitations.", invitationsSent::sum);
    meters.gauge(
        "rtm.invitations.open",
        Meters.NONE,
        "Call invitations that have not ended.",
        () -> Math.max(0, invitationsSent.sum() - invitationsEnded.sum()));
    invitationEnds =
        new EnumCounters<>(
            meters,
            "rtm.invitations.ended",
            "Call invitations that have ended.",
            "result",
            InvitationEnd.class,
            "");
  }

  RequestMeters requests() {
    return requests;
  }

  MessageMeters messages() {
    return messages;
  }

  ConnectionMeters connections() {
    return connections;
  }

  @Override
  public void answered(BodyCase kind, int code, boolean tooOften, long receivedNanos) {
    // Only a login's time is kept: spare the others a look at the clock.
    long nanos = kind == BodyCase.LOGIN ? clock.nanoTime() - receivedNanos : 0;
    requests.answered(kind, code, tooOften, nanos);
  }

  @Override
  public void fenced() {
    fenced.increment();
  }

  /** Requests that were refused because others may take this server for gone. */
  long requestsFenced() {
    return fenced.sum();
  }

  @Override
  public void peerMessageAnswered(int code, long acceptedNanos) {
    messages.peerMessageAnswered(code, clock.nanoTime() - acceptedNanos);
  }

  @Override
  public void published(int receivers) {
    messages.published(receivers);
  }

  @Override
  public void invitationSent() {
    invitationsSent.increment();
  }

  @Override
  public void invitationEnded(InvitationEnd end) {
    invitationsEnded.increment();
    invitationEnds.increment(end);
  }

  @Override
  public void connectionOpened(boolean webSocket) {
    connections.opened(webSocket);
  }

  @Override
  public void connectionClosed(boolean webSocket) {
    connections.closed(webSocket);
  }

  @Override
  public void closing(CloseCode code) {
    connections.closing(code);
  }

  @Override
  public void received(long bytes) {
    connections.received(bytes);
  }

  @Override
  public void sent(int bytes) {
    connections.sent(bytes);
  }

  @Override
  public void loopLate(long nanos) {
    connections.loopLate(nanos);
  }
}
