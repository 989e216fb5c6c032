package io.rtmkit.loadtest.wire;

import io.rtmkit.server.token.TokenFormat;
import io.rtmkit.server.token.TokenGrant;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The servers under test, and how users log in there. Immutable.
 *
 * @param addresses at least one; clients take turns
 * @param certificate of the app, to make tokens with; empty for an app that needs none
 */
public record Target(
    List<InetSocketAddress> addresses, boolean webSocket, String appId, String certificate) {
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);

  /** A loopback address is called from several source addresses when one has too few ports. */
  boolean isLoopback() {
    return addresses.stream().allMatch(address -> address.getAddress().isLoopbackAddress());
  }

  InetSocketAddress address(int turn) {
    return addresses.get(turn % addresses.size());
  }

  /** A token for the user; empty if the app needs none. */
  public String token(String userId) {
    return certificate.isEmpty()
        ? ""
        : TokenFormat.V007.build(
            new TokenGrant(appId, userId, Instant.now(), TOKEN_LIFETIME), certificate);
  }

  /** The addresses, for people. */
  public String text() {
    String list =
        addresses.stream()
            .map(address -> address.getHostString() + ":" + address.getPort())
            .collect(Collectors.joining(","));
    return list + (webSocket ? " over WebSocket" : " over TCP");
  }
}
