package guide;

import io.rtmkit.client.ResultFuture;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmClientListener;

/** From an address to a user who is logged in. */
public final class Connecting {
  private Connecting() {}

  static RtmClient connect(String server, String token, String userId, RtmClientListener listener)
      throws Exception {
    String appId = "0123456789abcdef0123456789abcdef";
    // region login
    RtmClient client = RtmClient.createInstance(appId, listener);
    client.setParameters("{\"rtm.server\": \"" + server + "\"}");
    ResultFuture<Void> login = new ResultFuture<>();
    client.login(token, userId, login);
    login.get(); // an RtmException says why not
    // endregion
    return client;
  }

  static void leave(RtmClient client) throws Exception {
    // region logout
    ResultFuture<Void> logout = new ResultFuture<>();
    client.logout(logout);
    logout.get(); // after 2 seconds at the latest
    client.release();
    // endregion
  }
}
