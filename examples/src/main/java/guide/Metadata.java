package guide;

import io.rtmkit.client.ChannelAttributeOptions;
import io.rtmkit.client.ResultFuture;
import io.rtmkit.client.RtmAttribute;
import io.rtmkit.client.RtmChannelAttribute;
import io.rtmkit.client.RtmChannelAttributeSet;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmLock;
import java.util.List;

/** Attributes of users and channels, and locks. */
public final class Metadata {
  private Metadata() {}

  static List<RtmAttribute> describe(RtmClient client, String userId) throws Exception {
    // region user
    ResultFuture<Void> written = new ResultFuture<>();
    client.setLocalUserAttributes(List.of(new RtmAttribute("mood", "busy")), written);
    written.get();
    ResultFuture<List<RtmAttribute>> read = new ResultFuture<>();
    client.getUserAttributes(userId, read); // code 6 if the user is not online
    // endregion
    return read.get();
  }

  static void setTopic(RtmClient client, String channelId, String topic) throws Exception {
    // region channel
    ResultFuture<RtmChannelAttributeSet> before = new ResultFuture<>();
    client.getChannelAttributeSet(channelId, before);
    ChannelAttributeOptions options = new ChannelAttributeOptions(true); // the members are told
    options.setExpectedRevision(before.get().getRevision()); // 201 if somebody was faster
    ResultFuture<Void> written = new ResultFuture<>();
    client.addOrUpdateChannelAttributes(
        channelId, List.of(new RtmChannelAttribute("topic", topic)), options, written);
    written.get();
    // endregion
  }

  static RtmLock moderate(RtmClient client, String channelId) throws Exception {
    // region lock
    ResultFuture<RtmLock> lock = new ResultFuture<>();
    client.getRtmLockManager().acquireLock(channelId, "moderator", 60_000, lock);
    ChannelAttributeOptions options = new ChannelAttributeOptions(true);
    options.setLockName(lock.get().getName()); // 202 for whoever does not hold it
    // endregion
    ResultFuture<Void> written = new ResultFuture<>();
    client.addOrUpdateChannelAttributes(
        channelId, List.of(new RtmChannelAttribute("speaker", "bob")), options, written);
    written.get();
    return lock.get();
  }
}
