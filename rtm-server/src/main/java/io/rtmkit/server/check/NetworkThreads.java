package io.rtmkit.server.check;

import io.rtmkit.server.config.ListenConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.transport.ClientPort;
import java.util.List;
import java.util.Locale;

/** Whether the fast sockets of the system are used. Stateless. */
final class NetworkThreads implements Check {
  private static final String NAME = "network";

  @Override
  public List<Finding> look(ServerConfig config) {
    ListenConfig listen = config.listen();
    String threads = ClientPort.eventLoops(listen) + " threads";
    String problem = ClientPort.findEpollProblem();
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    if (problem == null || listen.transport() == ListenConfig.Transport.NIO) {
      boolean epoll = problem == null && listen.transport() != ListenConfig.Transport.NIO;
      return List.of(Finding.ok(NAME, threads + (epoll ? ", epoll" : ", the JDK's sockets")));
    }
    if (!linux) {
      return List.of(Finding.ok(NAME, threads + ", the JDK's sockets: epoll is of Linux"));
    }
    return List.of(
        Finding.warn(
            NAME,
            "epoll cannot be used, the JDK's slower sockets are (%s): is /tmp writable, and may programs in it run?"
                .formatted(problem)));
  }
}
