package guide;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmStatusCode.PeerMessageError;
import io.rtmkit.client.SendMessageOptions;
import java.util.function.Consumer;

/** Messages from user to user. */
public final class Peers {
  private Peers() {}

  static void send(RtmClient client, String peerId, String text, Consumer<String> show) {
    // region send
    SendMessageOptions options = new SendMessageOptions();
    options.enableOfflineMessaging = true; // kept for a receiver who is away
    options.enableHistoricalMessaging = true; // kept in the history
    client.sendMessageToPeer(
        peerId,
        client.createMessage(text),
        options,
        new ResultCallback<>() {
          @Override
          public void onSuccess(Void nothing) {
            show.accept("delivered");
          }

          @Override
          public void onFailure(ErrorInfo error) {
            switch (error.getErrorCode()) {
              case PeerMessageError.PEER_MESSAGE_ERR_CACHED_BY_SERVER -> show.accept("kept");
              case PeerMessageError.PEER_MESSAGE_ERR_PEER_UNREACHABLE -> show.accept("away");
              default -> show.accept("failed: " + error.getErrorDescription());
            }
          }
        });
    // endregion
  }
}
