package io.rtmkit.loadtest.chaos;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.RtmChannelListener;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.loadtest.check.Gap;
import io.rtmkit.loadtest.check.History;
import io.rtmkit.loadtest.check.MessageId;
import io.rtmkit.loadtest.check.Received;

/** Writes into a user's history what one channel tells. Called one at a time. */
final class ChannelEar implements RtmChannelListener {
  private final String channelId;
  private final String via;
  private final History history;
  private final RunClock clock;
  private final Runnable onMembershipLost;

  ChannelEar(String channelId, History history, RunClock clock, Runnable onMembershipLost) {
    this.channelId = channelId;
    this.via = MessageId.CHANNEL + channelId;
    this.history = history;
    this.clock = clock;
    this.onMembershipLost = onMembershipLost;
  }

  @Override
  public void onMessageReceived(RtmMessage message, RtmChannelMember from) {
    String sender = from.getUserId();
    boolean offline = message.isOfflineMessage();
    history.add(new Received.Receipt(clock.now(), sender, via, offline, message.getText()));
  }

  @Override
  public void onMessagesMissed(long from, long to) {
    history.add(new Gap(clock.now(), channelId, false));
  }

  @Override
  public void onChannelReset() {
    history.add(new Gap(clock.now(), channelId, false));
  }

  @Override
  public void onMembershipLost(ErrorInfo reason) {
    history.add(new Gap(clock.now(), channelId, true));
    onMembershipLost.run();
  }
}
