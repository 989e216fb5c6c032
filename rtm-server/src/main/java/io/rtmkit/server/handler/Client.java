package io.rtmkit.server.handler;

import io.rtmkit.server.config.Rate;
import io.rtmkit.server.core.lane.Link;
import io.rtmkit.server.core.session.RateBucket;
import io.rtmkit.server.core.session.Session;
import org.jspecify.annotations.Nullable;

/** One connection as the handlers know it, and the session that logged in on it. Lane only. */
public final class Client {
  private final Link link;
  private final RateBucket frames;
  private @Nullable Session session;
  private boolean loginBegun;
  private volatile boolean gone; // changed on the lane, read anywhere

  public Client(Link link, Rate frames) {
    this.link = link;
    this.frames = new RateBucket(frames);
  }

  public Link link() {
    return link;
  }

  /** The session of this connection; one that has ended, or moved on, no longer counts. */
  @Nullable Session session() {
    return session != null && session.link() == link ? session : null;
  }

  /** A login has been admitted. */
  void beginLogin() {
    loginBegun = true;
  }

  boolean isLoginBegun() {
    return loginBegun;
  }

  /** The connection is gone. */
  void disconnected() {
    gone = true;
  }

  /** Whether the connection is gone. */
  boolean isGone() {
    return gone;
  }

  void loggedIn(Session newSession) {
    session = newSession;
    link.admitted();
  }

  /** The session that logged in here, whatever became of it. */
  @Nullable Session anySession() {
    return session;
  }

  /** Takes a frame out of the connection's budget; nanoseconds to wait if there is none. */
  long takeFrame(long now) {
    return frames.take(now);
  }
}
