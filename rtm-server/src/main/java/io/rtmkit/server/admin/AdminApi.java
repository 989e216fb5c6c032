package io.rtmkit.server.admin;

import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.Servers;
import java.util.List;

/**
 * What operators and back ends can ask this server, through its own port or through that of another
 * server. Thread-safe; made and closed once.
 */
public final class AdminApi implements AutoCloseable {
  private final Domain domain;
  private final ServerControl control;
  private final AdminThread thread = new AdminThread();
  private final Routes routes;

  /** Answers the other servers, if there are any, from now on. */
  public AdminApi(Domain domain, ServerControl control) {
    this.domain = domain;
    this.control = control;
    AcrossServers across =
        new AcrossServers(domain.servers(), user -> domain.sessions().find(user) != null, thread);
    Traces traces =
        new Traces(domain.servers(), domain.events(), domain.requests(), domain.clock());
    routes = new Routes(domain, control, across, traces);
    domain.servers().serve(new ForOthers(across, traces));
  }

  /** This server has a port of its own from now on. */
  void begin() {
    routes.begin();
  }

  List<Route> routes() {
    return routes.all();
  }

  Domain domain() {
    return domain;
  }

  ServerControl control() {
    return control;
  }

  @Override
  public void close() {
    thread.close();
  }

  /** What the other servers ask and tell. Thread-safe. */
  private record ForOthers(AcrossServers across, Traces traces) implements Servers.Service {
    @Override
    public void onRequest(String request, Answer<String> answer) {
      across.onRequest(request, answer);
    }

    @Override
    public void onNotice(String from, String notice) {
      traces.onNotice(from, notice);
    }

    @Override
    public void tick() {
      traces.tick();
    }
  }
}
