package guide;

import io.rtmkit.client.RtmClient;

/** What an application that comes from another server says. */
public final class Moving {
  private Moving() {}

  static int server(RtmClient client) {
    // region server
    int set = client.setParameters("{\"rtm.server\": \"rtms://rtm.example.com:7080\"}");
    // endregion
    return set;
  }

  static int privateServer(RtmClient client, String host, int port) {
    // region address
    String command =
        "{\"Cmd\":\"ConfPriCloudAddr\",\"ServerAdd\":\"" + host + "\",\"Port\":" + port + "}";
    int set = client.setParameters(command); // 0: understood
    // endregion
    return set;
  }
}
