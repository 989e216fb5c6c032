package guide;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.RtmChannelListener;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmClientListener;
import io.rtmkit.client.RtmMessage;
import java.util.function.Consumer;

/**
 * Everything that is told of losses.
 *
 * @param show takes a line
 */
public record Losses(Consumer<String> show) implements RtmClientListener, RtmChannelListener {
  @Override
  public void onMessageReceived(RtmMessage message, String peerId) {
    show.accept(peerId + ": " + message.getText());
  }

  @Override
  public void onMessageReceived(RtmMessage message, RtmChannelMember fromMember) {
    show.accept(fromMember.getUserId() + " to all: " + message.getText());
  }

  // region losses
  @Override
  public void onConnectionStateChanged(int state, int reason) {
    show.accept("state " + state + ", reason " + reason); // ConnectionState, ConnectionChangeReason
  }

  @Override
  public void onPeerMessagesLost(long count) {
    show.accept(count + " messages that waited for you are gone: too many, or too old");
  }

  @Override
  public void onMessagesMissed(long from, long to) {
    show.accept((to - from + 1) + " events of the channel are gone");
  }

  @Override
  public void onChannelMessagesLost(String channelId, long count) {
    show.accept(count + " messages kept for you in " + channelId + " are gone");
  }

  @Override
  public void onChannelReset() {
    show.accept("the channel began anew: ask for members and attributes");
  }

  @Override
  public void onMembershipLost(ErrorInfo reason) {
    show.accept("no longer in the channel: " + reason.getErrorDescription());
  }
  // endregion
}
