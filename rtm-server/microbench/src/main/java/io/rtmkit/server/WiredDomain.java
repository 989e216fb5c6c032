package io.rtmkit.server;

import com.google.protobuf.MessageLite;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.LiveConfig;
import io.rtmkit.server.config.Rate;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.channel.Entered;
import io.rtmkit.server.core.channel.SeatRequest;
import io.rtmkit.server.core.lane.HeldLoop;
import io.rtmkit.server.core.lane.SilentLink;
import io.rtmkit.server.core.port.Observers;
import io.rtmkit.server.core.port.Telemetry;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionIdentity;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.handler.Client;
import io.rtmkit.server.handler.Dispatcher;
import io.rtmkit.server.handler.LoginGate;
import io.rtmkit.server.handler.RequestLog;
import io.rtmkit.server.store.StoreRules;
import io.rtmkit.server.store.memory.MemoryMessageStore;
import java.util.Map;

/** The domain as the server wires it, on one held loop and without figures. One thread. */
public final class WiredDomain {
  /** Never used up: a benchmark asks more often than a user may. */
  private static final String NO_LIMIT = "999999999/1s";

  private final HeldLoop loop = new HeldLoop();
  private final LiveConfig live =
      new LiveConfig(
          ServerConfig.defaultsWith(
              Map.of(
                  "listen.event-loops", "1",
                  "rates.message", NO_LIMIT,
                  "rates.frames", NO_LIMIT)));
  private final DomainParts parts;
  private final Dispatcher dispatcher;

  public WiredDomain() {
    ServerConfig config = live.current();
    Clock clock = Clock.system();
    Observers observers = Observers.none(clock);
    MemoryMessageStore store =
        new MemoryMessageStore(new StoreRules(config.offline(), config.history()), clock);
    parts = new DomainParts(live, store, observers, Outside.none(), clock);
    Apps apps = Apps.of(config, clock);
    LoginGate gate = new LoginGate(apps, parts.moderation, config.rates().login(), clock);
    dispatcher =
        new Dispatcher(
            parts.handlers(apps, gate, null),
            parts.sessions,
            live::rates,
            parts::fence,
            Telemetry.NONE,
            new RequestLog(clock));
  }

  /** How many frames a connection may send. */
  public Rate frames() {
    return live.rates().frames();
  }

  public SilentLink link() {
    return new SilentLink(loop.lane());
  }

  public Session login(String userId, SilentLink link) {
    Session session = parts.sessions.open(identity(userId), link);
    loop.run();
    return session;
  }

  private SessionIdentity identity(String userId) {
    UserKey user = new UserKey(Samples.APP, userId);
    return new SessionIdentity(user, parts.sessions.newKey(), null, 0, 0);
  }

  public void join(Session session, SilentLink link) {
    session.enterChannel(Samples.CHANNEL);
    Entered entered = parts.channels.enter(session, Samples.CHANNEL);
    SeatRequest seat = new SeatRequest(link, entered, null, missed -> {});
    parts.channels.takeSeat(session, Samples.CHANNEL, seat);
    loop.run();
  }

  /** A request or an ack arrives, and the loop's turn ends. */
  public void receive(Client client, MessageLite message) {
    dispatcher.onMessage(client, message, System.nanoTime());
    loop.run();
  }
}
