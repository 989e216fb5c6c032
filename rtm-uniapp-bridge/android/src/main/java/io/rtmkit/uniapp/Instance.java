package io.rtmkit.uniapp;

import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmClient;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What createInstance makes and release ends: a client of the SDK with its channel handles and
 * invitations. Under the lock of {@link SharedClient}, but for what is final.
 */
final class Instance {
  final String appId;
  final RtmClient client;
  final Invitations invitations = new Invitations();
  private final ClientEvents events;
  private final Pages pages;
  private final Map<String, RtmChannel> channels = new HashMap<>();

  /**
   * Makes the client; its events go to the pages.
   *
   * @throws Exception (an IllegalArgumentException) if the app id is not valid
   */
  Instance(String appId, Pages pages) throws Exception {
    this.appId = appId;
    this.pages = pages;
    events = new ClientEvents(pages);
    client = RtmClient.createInstance(appId, events);
    client.getRtmCallManager().setEventListener(new InvitationEvents(pages, invitations));
  }

  /**
   * Refuses a call for something that is not there: 102 if nobody is logged in, otherwise with this
   * code.
   */
  Refusal missing(int code, String message) {
    return events.isLoggedIn()
        ? new Refusal(code, message)
        : new Refusal(Refusal.NOT_LOGGED_IN, "not logged in");
  }

  /** The handle of a channel, made if there is none; null if the id is not valid. */
  @Nullable RtmChannel openChannel(String channelId) {
    RtmChannel channel = channels.get(channelId);
    if (channel == null) {
      channel = client.createChannel(channelId, new ChannelEvents(channelId, pages));
      if (channel != null) {
        channels.put(channelId, channel);
      }
    }
    return channel;
  }

  /** The handle of a channel; null if none was made. */
  @Nullable RtmChannel findChannel(String channelId) {
    return channels.get(channelId);
  }

  void releaseChannel(String channelId) {
    RtmChannel channel = channels.remove(channelId);
    if (channel != null) {
      channel.release();
    }
  }

  /** Ends the client; a logout that is on its way is still answered. */
  void release() {
    channels.clear();
    client.release();
  }
}
