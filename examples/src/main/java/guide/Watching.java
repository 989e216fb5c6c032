package guide;

import io.rtmkit.client.ResultFuture;
import io.rtmkit.client.RtmClient;
import java.util.Map;
import java.util.Set;

/** Who is online. */
public final class Watching {
  private Watching() {}

  static Map<String, Boolean> ask(RtmClient client) throws Exception {
    // region ask
    ResultFuture<Map<String, Boolean>> online = new ResultFuture<>();
    client.queryPeersOnlineStatus(Set.of("bob", "carol"), online);
    // endregion
    return online.get();
  }

  static void watch(RtmClient client) throws Exception {
    // region watch
    ResultFuture<Void> watching = new ResultFuture<>();
    client.subscribePeersOnlineStatus(Set.of("bob", "carol"), watching);
    watching.get(); // onPeersOnlineStatusChanged tells their states now, and each change
    // endregion
  }
}
