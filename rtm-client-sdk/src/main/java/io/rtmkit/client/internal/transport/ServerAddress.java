package io.rtmkit.client.internal.transport;

import java.util.Locale;

/** Where the server is and how to talk to it. Immutable. */
public final class ServerAddress {
  /** Port of a server unless its address says otherwise. */
  public static final int DEFAULT_PORT = 7080;

  private static final String DEFAULT_PATH = "/rtm";

  private final boolean webSocket;
  private final boolean tls;
  private final String host;
  private final int port;
  private final String path;

  private ServerAddress(boolean webSocket, boolean tls, String host, int port, String path) {
    this.webSocket = webSocket;
    this.tls = tls;
    this.host = host;
    this.port = port;
    this.path = path;
  }

  /**
   * Reads {@code host}, {@code host:port} or {@code scheme://host:port/path}. The schemes are rtm
   * and tcp (TCP, port 7080), rtms (the same in TLS), ws (WebSocket, port 80) and wss (443); a path
   * is for WebSocket only and is /rtm unless given. IPv6 addresses stand in brackets.
   *
   * @throws IllegalArgumentException if the text is no such address; the message says why
   */
  public static ServerAddress parse(String text) {
    return parse(text, 0);
  }

  /** The same with another port for an address that names none; 0 for that of the scheme. */
  public static ServerAddress parse(String text, int otherPort) {
    String trimmed = text.trim();
    int schemeEnd = trimmed.indexOf("://");
    String scheme =
        schemeEnd < 0 ? "rtm" : trimmed.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
    String rest = schemeEnd < 0 ? trimmed : trimmed.substring(schemeEnd + 3);
    boolean webSocket = scheme.equals("ws") || scheme.equals("wss");
    boolean tls = scheme.equals("wss") || scheme.equals("rtms");
    if (!webSocket && !tls && !scheme.equals("rtm") && !scheme.equals("tcp")) {
      throw bad(text, "the scheme must be rtm, rtms, ws or wss");
    }
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 || slash == rest.length() - 1 ? "" : rest.substring(slash);
    if (!path.isEmpty() && !webSocket) {
      throw bad(text, "only WebSocket addresses have a path");
    }
    checkVisible(text, rest);
    int schemePort = webSocket ? (tls ? 443 : 80) : DEFAULT_PORT;
    int defaultPort = otherPort == 0 ? schemePort : otherPort;
    int colon = portColon(authority);
    String host = unbracket(text, colon < 0 ? authority : authority.substring(0, colon));
    int port = colon < 0 ? defaultPort : parsePort(text, authority.substring(colon + 1));
    return new ServerAddress(webSocket, tls, host, port, path.isEmpty() ? DEFAULT_PATH : path);
  }

  /** Whether to speak WebSocket. */
  public boolean isWebSocket() {
    return webSocket;
  }

  /** Whether to speak TLS. */
  public boolean isTls() {
    return tls;
  }

  /** Name or IP address, without brackets. */
  public String host() {
    return host;
  }

  /** Port number. */
  public int port() {
    return port;
  }

  /** Path of the WebSocket endpoint. */
  public String path() {
    return path;
  }

  /** Host and port, as they stand in a URL. */
  public String hostAndPort() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  @Override
  public String toString() {
    String scheme = (webSocket ? "ws" : "rtm") + (tls ? "s" : "");
    return scheme + "://" + hostAndPort() + (webSocket ? path : "");
  }

  // The colon before the port: not one inside the brackets of an IPv6 address.
  private static int portColon(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? colon : -1;
  }

  private static String unbracket(String text, String host) {
    boolean bracketed = host.length() > 2 && host.startsWith("[") && host.endsWith("]");
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    if (bare.isEmpty()) {
      throw bad(text, "the host is missing");
    }
    if (!bracketed && bare.indexOf(':') >= 0) {
      throw bad(text, "an IPv6 address must stand in brackets");
    }
    if (bare.indexOf('[') >= 0 || bare.indexOf(']') >= 0 || bare.indexOf('@') >= 0) {
      throw bad(text, "the host is not valid");
    }
    return bare;
  }

  private static int parsePort(String text, String digits) {
    int port = 0;
    for (int i = 0; i < digits.length() && port <= 65535; i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw bad(text, "the port is not a number");
      }
      port = 10 * port + digit;
    }
    if (port < 1 || port > 65535) {
      throw bad(text, "the port must be 1 to 65535");
    }
    return port;
  }

  // White space or control characters would end up in the handshake.
  private static void checkVisible(String text, String rest) {
    for (int i = 0; i < rest.length(); i++) {
      if (rest.charAt(i) <= ' ' || rest.charAt(i) > '~') {
        throw bad(text, "character " + rest.charAt(i) + " is not allowed");
      }
    }
  }

  private static IllegalArgumentException bad(String text, String problem) {
    return new IllegalArgumentException("server address \"" + text + "\": " + problem);
  }
}
