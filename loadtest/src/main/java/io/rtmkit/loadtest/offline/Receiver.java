package io.rtmkit.loadtest.offline;

import io.netty.channel.Channel;
import io.rtmkit.protocol.v1.PeerMessagePush;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;

/** A user who comes back and is given what waited. Called on its event loop. */
final class Receiver extends WireUser {
  private final Draining draining;
  private int expected;

  Receiver(String appId, String userId, Draining draining) {
    super(appId, userId);
    this.draining = draining;
  }

  @Override
  void onLoggedIn(Channel channel) {
    draining.loggedIn();
  }

  @Override
  void onReply(Channel channel, Reply reply) {}

  @Override
  void onPush(Push push) {
    if (push.hasPeerMessage()) {
      PeerMessagePush message = push.getPeerMessage();
      boolean right =
          message.getOffline()
              && message.getContent().getPayload().toStringUtf8().equals(Storing.text(expected));
      expected++;
      draining.got(right, expected);
    }
  }
}
