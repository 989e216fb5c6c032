package guide;

import io.rtmkit.client.ResultFuture;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmHistoryMessage;
import io.rtmkit.client.RtmHistoryPage;
import io.rtmkit.client.RtmHistoryQuery;
import java.util.ArrayList;
import java.util.List;

/** The history of a conversation. */
public final class Past {
  private Past() {}

  static List<String> read(RtmClient client, String peerId) throws Exception {
    List<String> texts = new ArrayList<>();
    // region history
    RtmHistoryQuery query = RtmHistoryQuery.withPeer(peerId).newestFirst().limit(50);
    RtmHistoryPage page;
    do {
      ResultFuture<RtmHistoryPage> answer = new ResultFuture<>();
      client.getRtmHistoryManager().query(query, answer);
      page = answer.get();
      for (RtmHistoryMessage each : page.getMessages()) {
        texts.add(each.getUserId() + ": " + each.getMessage().getText());
        query = query.after(each.getId());
      }
    } while (page.hasMore());
    // endregion
    return texts;
  }
}
