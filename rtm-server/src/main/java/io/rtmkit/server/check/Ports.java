package io.rtmkit.server.check;

import io.rtmkit.server.config.AdminConfig;
import io.rtmkit.server.config.ServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a server answers, or else whether one could have its ports. Stateless. */
final class Ports implements Check {
  private static final String CLIENTS = "client port";
  private static final String ADMIN = "admin port";
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Override
  public List<Finding> look(ServerConfig config) {
    List<Finding> findings = new ArrayList<>();
    AdminConfig admin = config.admin();
    String host = config.listen().host();
    int port = config.listen().port();
    String problem = findProblem(host, port);
    boolean running = false;
    if (problem == null) {
      findings.add(Finding.ok(CLIENTS, "%s:%d is free".formatted(host, port)));
    } else {
      Finding answer = ask(HealthProbe.of(config), problem);
      findings.add(answer);
      running = answer.level() == Finding.Level.OK;
    }
    if (admin.enabled() && !running) {
      String taken = findProblem(admin.host(), admin.port());
      String address = admin.host() + ":" + admin.port();
      findings.add(
          taken == null
              ? Finding.ok(ADMIN, address + " is free")
              : Finding.fail(
                  ADMIN,
                  "%s cannot be opened (%s): free it, or set admin.port"
                      .formatted(address, taken)));
    }
    return findings;
  }

  private static Finding ask(HealthProbe probe, String problem) {
    try {
      long ms = probe.ping(PATIENCE).toMillis();
      return Finding.ok(
          CLIENTS, "a server runs at %s and answers in %d ms".formatted(probe.address(), ms));
    } catch (IOException e) {
      return Finding.fail(
          CLIENTS,
          "%s cannot be opened (%s), and no server answers there: free it, or set listen.port"
              .formatted(probe.address(), problem));
    }
  }

  /** Why nobody can listen there; null if it is free. */
  private static @Nullable String findProblem(String host, int port) {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      return "unknown host";
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address, 1);
      return null;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
