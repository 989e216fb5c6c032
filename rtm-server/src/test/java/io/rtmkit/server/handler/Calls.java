package io.rtmkit.server.handler;

import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.port.Telemetry;
import io.rtmkit.server.core.session.Session;
import java.util.List;

/** Requests given straight to a handler, without dispatcher and budgets. */
final class Calls {
  private Calls() {}

  /** Lets a session ask, and returns the reply. */
  static Reply ask(RequestHandler handler, Session session, Request.Builder request) {
    FakeLink link = TestDomain.linkOf(session);
    Client client = new Client(link, ServerConfig.defaults().rates().frames());
    handler.handle(
        new Call(
            client, request.build(), session, Telemetry.NONE, new RequestLog(Clock.system()), 0));
    List<Reply> replies = link.replies();
    return replies.get(replies.size() - 1);
  }
}
