package io.rtmkit.client.internal;

import io.rtmkit.client.internal.transport.ServerAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a JSON object of setParameters says, as far as this client knows it. Immutable. */
public final class Parameters {
  private static final String ADDRESS_KEY = "rtm.server";
  private static final String CA_FILE_KEY = "rtm.tls.ca_file";

  private final @Nullable ServerAddress server;
  private final @Nullable String caFile;

  private Parameters(@Nullable ServerAddress server, @Nullable String caFile) {
    this.server = server;
    this.caFile = caFile;
  }

  /**
   * Reads the object.
   *
   * @throws IllegalArgumentException if it is not valid; the message names the field
   */
  public static Parameters parse(String json) {
    Map<String, Object> values = Json.parseObject(json);
    return new Parameters(findServer(values), findText(values, CA_FILE_KEY));
  }

  /** Whether the parameters name a server. */
  public boolean nameServer() {
    return server != null;
  }

  @Nullable ServerAddress server() {
    return server;
  }

  /** The PEM file of the authorities to trust; empty for the platform's, null if not said. */
  @Nullable String caFile() {
    return caFile;
  }

  private static @Nullable ServerAddress findServer(Map<String, Object> values) {
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
