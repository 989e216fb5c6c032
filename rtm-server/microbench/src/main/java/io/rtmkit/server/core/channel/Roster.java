package io.rtmkit.server.core.channel;

import io.rtmkit.server.Samples;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.Revisions;
import io.rtmkit.server.core.lane.HeldLoop;
import io.rtmkit.server.core.lane.SilentLink;
import io.rtmkit.server.core.port.Observers;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionIdentity;
import io.rtmkit.server.core.session.SessionRules;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.List;

/** Users on silent connections of one lane, and channels for them. One thread. */
final class Roster {
  /** A user and the connection that it is on. */
  record User(Session session, SilentLink link) {}

  final HeldLoop loop = new HeldLoop();
  final List<User> users = new ArrayList<>();

  /** One more user, who is in no channel at first. */
  final User newcomer;

  private final Clock clock = Clock.system();
  private final ServerConfig config = ServerConfig.defaults();
  private final Sessions sessions =
      new Sessions(
          new SessionRules(config.session(), config.limits(), config.rates()),
          clock,
          config.token().willExpireLead().toMillis());

  Roster(int size) {
    for (int i = 0; i < size; i++) {
      users.add(login("user-" + i));
    }
    newcomer = login("newcomer");
  }

  private User login(String userId) {
    SilentLink link = new SilentLink(loop.lane());
    return new User(sessions.open(identity(userId), link), link);
  }

  private SessionIdentity identity(String userId) {
    UserKey user = new UserKey(Samples.APP, userId);
    return new SessionIdentity(user, sessions.newKey(), null, 0, 0);
  }

  /** A channel with nobody in it. */
  Channel newChannel() {
    ChannelRules rules = ChannelRules.of(config, 1L << 30, 1);
    ChannelShare share =
        ChannelShare.of(
            rules, new Revisions(clock), Observers.none(clock));
    ChannelKey key = new ChannelKey(Samples.APP, Samples.CHANNEL);
    return new Channel(key, "user-0", 1, clock.currentTimeMillis(), share);
  }

  long writes() {
    return users.stream().mapToLong(user -> user.link().writes()).sum();
  }

  /** Fails a benchmark that does not do what it says. */
  static void expect(long expected, long found) {
    if (expected != found) {
      throw new IllegalStateException(found + " frames were written, not " + expected);
    }
  }
}
