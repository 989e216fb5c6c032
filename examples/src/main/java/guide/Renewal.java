package guide;

import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmClientListener;
import io.rtmkit.client.RtmMessage;
import java.util.function.Supplier;

/** Keeps a client supplied with tokens. */
public final class Renewal implements RtmClientListener {
  private final Supplier<String> backEnd;
  private RtmClient client;

  Renewal(Supplier<String> backEnd) {
    this.backEnd = backEnd;
  }

  void watch(RtmClient watched) {
    client = watched;
  }

  @Override
  public void onMessageReceived(RtmMessage message, String peerId) {}

  // region renew
  @Override
  public void onTokenWillExpire() { // 30 seconds before
    client.renewToken(backEnd.get(), null);
  }

  @Override
  public void onTokenExpired() { // refused while reconnecting: nothing goes on without a new one
    client.renewToken(backEnd.get(), null);
  }
  // endregion
}
