package io.rtmkit.server.core.port;

import io.rtmkit.server.core.session.UserKey;
import java.util.List;

/** The servers that share their users with this one, as operators see them. Thread-safe. */
public interface Servers {
  /** Of a server on its own. */
  Servers ALONE = new AloneServers();

  /**
   * A server that is there, this one included. Immutable.
   *
   * @param node what it is asked by; another one each time that it begins to be there
   * @param name for people
   * @param address where clients reach it
   * @param startedMs Unix time
   */
  record Server(
      String node,
      String name,
      String address,
      String version,
      int sessions,
      boolean draining,
      long startedMs) {}

  /** What this server does for the others. */
  interface Service {
    /**
     * Another server asks. Must not block.
     *
     * @param request as it was given to {@link Servers#ask}
     */
    void onRequest(String request, Answer<String> answer);

    /** Another server tells something. Must not block. */
    void onNotice(String from, String notice);

    /** Looks at the clock, about once a second. */
    void tick();
  }

  /** What this server is asked by; empty if it is alone. */
  String self();

  /** All that are there; none if this server is alone. */
  List<Server> all();

  /** Where a user is logged in; answers {@link #self} if nowhere. */
  void locate(UserKey user, Answer<String> answer);

  /** Asks another server; fails if it has not answered within two seconds. */
  void ask(String node, String request, Answer<String> answer);

  /** Tells another server something that is not answered; it may be lost. */
  void tell(String node, String notice);

  /** Answers the others from now on; called once, before this server joins them. */
  void serve(Service service);
}
