package io.rtmkit.loadtest.scenario;

import io.rtmkit.loadtest.wire.Target;
import io.rtmkit.protocol.Limits;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which server is loaded, and how. One thread. */
public final class TargetOptions {
  /** As the SDK has addresses. */
  private static final String SCHEME = "rtm://";

  private static final int MOST_LOOPS = 64;
  private static final int MOST_CONNECTING = 4_096;
  private static final int MOST_PORT = 65_535;

  @Option(
      names = {"--target", "--targets"},
      split = ",",
      defaultValue = "localhost:7080",
      paramLabel = "HOST:PORT",
      description =
          "Servers under test, of one cluster if there are several. Clients take turns; a sender and"
              + " its receiver are on different ones. Default: ${DEFAULT-VALUE}.")
  private List<String> addresses = List.of();

  @Option(names = "--ws", description = "Over WebSocket instead of TCP, on the same port.")
  private boolean webSocket;

  @Option(
      names = "--app",
      defaultValue = "0123456789abcdef0123456789abcdef",
      paramLabel = "ID",
      description = "The app. Default: ${DEFAULT-VALUE}.")
  private String app = "";

  @Option(
      names = "--certificate",
      defaultValue = "",
      paramLabel = "SECRET",
      description = "The app's certificate, to make a token for each user. Default: no tokens.")
  private String certificate = "";

  @Option(
      names = "--loops",
      defaultValue = "2",
      paramLabel = "N",
      description = "Event loops of the tester. Default: ${DEFAULT-VALUE}.")
  private int loops;

  @Option(
      names = "--connecting",
      defaultValue = "64",
      paramLabel = "N",
      description =
          "Clients that connect at a time, where no rate is given. Default: ${DEFAULT-VALUE}.")
  private int connecting;

  public int loops() {
    return Range.check("--loops", loops, 1, MOST_LOOPS);
  }

  public int connecting() {
    return Range.check("--connecting", connecting, 1, MOST_CONNECTING);
  }

  /**
   * The servers.
   *
   * @throws IllegalArgumentException if an option is wrong
   * @throws TargetUnreachable if a name has no address
   */
  public Target target() throws TargetUnreachable {
    if (app.length() != Limits.APP_ID_LENGTH) {
      throw new IllegalArgumentException(
          "--app must have " + Limits.APP_ID_LENGTH + " characters, not " + app.length());
    }
    List<InetSocketAddress> resolved = new ArrayList<>();
    for (String address : addresses) {
      InetSocketAddress found = resolve(address.strip());
      if (found.isUnresolved()) {
        throw new TargetUnreachable("cannot reach " + address + ": no such host");
      }
      resolved.add(found);
    }
    return new Target(resolved, webSocket, app, certificate);
  }

  private static InetSocketAddress resolve(String text) {
    String address = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
    int colon = address.lastIndexOf(':');
    try {
      int port = Integer.parseInt(address.substring(colon + 1));
      if (colon > 0 && port > 0 && port <= MOST_PORT && !address.contains("/")) {
        return new InetSocketAddress(address.substring(0, colon), port);
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException("--target must be HOST:PORT, not " + text);
  }
}
