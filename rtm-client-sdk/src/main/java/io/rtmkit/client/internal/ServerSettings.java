package io.rtmkit.client.internal;

import io.rtmkit.client.internal.transport.ServerAddress;
import org.jspecify.annotations.Nullable;

/** Where the server is, as far as the application said. Any thread. */
final class ServerSettings {
  private static final String ADDRESS_PROPERTY = "rtm.server";
  private static final String ADDRESS_VARIABLE = "RTM_SERVER";

  private volatile @Nullable ServerAddress server;
  private volatile @Nullable String caFile;

  /**
   * Takes the parameters that it knows out of a JSON object.
   *
   * @throws IllegalArgumentException if one is not valid; then nothing has changed
   */
  void apply(String json) {
    Parameters parameters = Parameters.parse(json);
    ServerAddress address = parameters.server();
    String file = parameters.caFile();
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
    String named = System.getProperty(ADDRESS_PROPERTY);
    if (named == null || named.isEmpty()) {
      named = System.getenv(ADDRESS_VARIABLE);
    }
    return ServerAddress.parse(named == null || named.isEmpty() ? "localhost" : named);
  }

  @Nullable String caFile() {
    return caFile;
  }
}
