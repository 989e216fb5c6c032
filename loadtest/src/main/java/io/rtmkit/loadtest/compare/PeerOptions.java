package io.rtmkit.loadtest.compare;

import io.rtmkit.loadtest.compare.peer.Peer;
import io.rtmkit.loadtest.compare.peer.Peers;
import io.rtmkit.loadtest.compare.peer.RelayPeer;
import io.rtmkit.loadtest.compare.peer.RtmPeer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Who takes part in a comparison. One thread. */
final class PeerOptions {
  private static final int SHORT_HEARTBEAT_MILLIS = 10_000;

  @Option(
      names = "--peers",
      split = ",",
      defaultValue = "nats,mosquitto,redis,hivemq,ws",
      description =
          "Whom to compare with, beside the relays; R or Rc for that relay alone, none for RTMKit"
              + " alone. Default: ${DEFAULT-VALUE}.")
  private List<String> names = List.of();

  @Option(
      names = "--peer-home",
      defaultValue = "target/peers",
      description =
          "Where hivemq and ws are, see loadtest/peers/install. Default: ${DEFAULT-VALUE}.")
  private Path home = Path.of("");

  @Option(
      names = "--java-options",
      split = " ",
      description = "More options for the Java of RTMKit, for example to profile it.")
  private List<String> javaOptions = List.of();

  /**
   * Everybody who is installed and can do the work; who is left out is named.
   *
   * @throws IllegalArgumentException if a name is not known
   */
  List<Peer> peers(WorkKind kind, PrintWriter out) {
    List<Peer> peers = new ArrayList<>();
    boolean tokens = kind == WorkKind.CONN;
    peers.add(new RtmPeer(false, 0, tokens, javaOptions));
    if (names.equals(List.of("none"))) {
      return peers;
    }
    List<RelayPeer> relays = List.of(new RelayPeer(false), new RelayPeer(true));
    List<RelayPeer> named =
        relays.stream().filter(relay -> names.equals(List.of(relay.name()))).toList();
    if (!named.isEmpty()) {
      peers.addAll(named);
      return peers;
    }
    if (kind == WorkKind.IDLE) {
      peers.add(new RtmPeer(false, SHORT_HEARTBEAT_MILLIS, false, javaOptions));
    } else {
      peers.add(new RtmPeer(true, 0, tokens, javaOptions));
    }
    peers.addAll(relays);
    for (String name : names) {
      Peer peer = find(name);
      String missing =
          kind == WorkKind.PEER && name.equals("redis")
              ? "its subscribers cannot publish"
              : peer.findMissing();
      if (missing == null) {
        peers.add(peer);
      } else {
        out.println("skipped: " + name + ", " + missing);
      }
    }
    return peers;
  }

  private Peer find(String name) {
    List<Peer> all = Peers.all(home);
    return all.stream()
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--peers: there is no "
                        + name
                        + "; known are "
                        + String.join(", ", all.stream().map(Peer::name).toList())
                        + "; and by itself R, Rc or none"));
  }
}
