package io.rtmkit.client.internal;

import io.rtmkit.client.internal.transport.ServerAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the server is, as far as the application said. Any thread. */
final class ServerSettings {
  private static final String ADDRESS_KEY = "rtm.server";
  private static final String ADDRESS_VARIABLE = "RTM_SERVER";
  private static final String CA_FILE_KEY = "rtm.tls.ca_file";

  private volatile @Nullable ServerAddress server;
  private volatile @Nullable String caFile;

  /**
   * Takes the parameters that it knows out of a JSON object.
   *
   * @throws IllegalArgumentException if one is not valid; then nothing has changed
   */
  void apply(String parameters) {
    Map<String, Object> values = Json.parseObject(parameters);
    ServerAddress address = findAddress(values);
    String file = findText(values, CA_FILE_KEY);
    if (address != null) {
      server = address;
    }
    if (file != null) {
      caFile = file.isEmpty() ? null : file;
    }
  }

  /**
   * The server to connect to.
   *
   * @throws IllegalArgumentException if the system property or the variable is not valid
   */
  ServerAddress address() {
    ServerAddress set = server;
    if (set != null) {
      return set;
    }
    String named = System.getProperty(ADDRESS_KEY);
    if (named == null || named.isEmpty()) {
      named = System.getenv(ADDRESS_VARIABLE);
    }
    return ServerAddress.parse(named == null || named.isEmpty() ? "localhost" : named);
  }

  @Nullable String caFile() {
    return caFile;
  }

  private static @Nullable ServerAddress findAddress(Map<String, Object> values) {
    if ("ConfPriCloudAddr".equalsIgnoreCase(findText(values, "Cmd"))) {
      return privateCloud(values);
    }
    String text = findText(values, ADDRESS_KEY);
    return text == null ? null : ServerAddress.parse(text);
  }

  private static ServerAddress privateCloud(Map<String, Object> values) {
    String host = findText(values, "ServerAdd");
    if (host == null) {
      throw new IllegalArgumentException("ServerAdd is missing");
    }
    boolean secure = "true".equalsIgnoreCase(findText(values, "Wss"));
    String port = findText(values, "Port");
    // A port or a scheme inside ServerAdd is the more precise statement.
    String url = secure && !host.contains("://") ? "wss://" + host : host;
    return port == null ? ServerAddress.parse(url) : ServerAddress.parse(url, toPort(port));
  }

  private static int toPort(String text) {
    try {
      double port = Double.parseDouble(text);
      if (port == (int) port && port >= 1 && port <= 65535) {
        return (int) port;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException("Port must be a number from 1 to 65535, is " + text);
  }

  // Both capitalisations are in use: ServerAdd and serverAdd.
  private static @Nullable String findText(Map<String, Object> values, String key) {
    Object value = values.get(key);
    if (value == null) {
      value = values.get(Character.toLowerCase(key.charAt(0)) + key.substring(1));
    }
    return value == null ? null : value.toString();
  }
}
