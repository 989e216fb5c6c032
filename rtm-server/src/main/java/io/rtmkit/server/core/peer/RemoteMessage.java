package io.rtmkit.server.core.peer;

import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.server.core.session.UserKey;

/**
 * A message that came through another server. Immutable.
 *
 * @param receivedMs when that server received it, Unix time
 */
public record RemoteMessage(UserKey sender, PeerMessageRequest request, long receivedMs) {
  public UserKey receiver() {
    return new UserKey(sender.appId(), request.getPeerId());
  }
}
