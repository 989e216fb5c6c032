package io.rtmkit.client.internal;

import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.Push;

/**
 * What a user who is logged in can do, one object for each family of requests. A new family is
 * added here: its pushes, what is restored after a lost session, what ends with the logout. Loop
 * thread.
 */
final class Features {
  final PeerMessages peers;
  final Channels channels;
  final UserAttributes userAttributes;
  final ChannelAttributes channelAttributes;
  final PresenceSubscriptions presence;
  final Invitations invitations;
  final Requests requests;
  private final ClientContext context;
  private final ServerLimits limits = new ServerLimits();
  private final Inbox inbox = new Inbox();
  private final ChannelAcks channelAcks = new ChannelAcks();

  Features(ClientContext context, Requests requests) {
    this.context = context;
    this.requests = requests;
    MessageIds ids = new MessageIds(context.random);
    peers = new PeerMessages(context, requests, limits, ids, inbox);
    channels = new Channels(context, requests, limits, ids, channelAcks);
    userAttributes = new UserAttributes(context, requests, limits, ids);
    channelAttributes = new ChannelAttributes(requests, limits, ids);
    presence = new PresenceSubscriptions(context, requests, limits);
    invitations = new Invitations(context, requests, limits, ids);
  }

  /** The last push of the inbox that arrived, for a resume. */
  long inboxOffset() {
    return inbox.offset();
  }

  /** Logged in, for the first time or again: restores what was there, then lets requests go out. */
  void onLoggedIn(LoginReply reply, String userId, boolean resumed, Link link) {
    limits.update(reply.getLimits());
    channelAcks.clear();
    invitations.onLoggedIn(userId, reply.getTiming());
    // What is restored must be there before the requests that need it.
    int before = requests.waiting();
    if (resumed) {
      userAttributes.onResumed();
      presence.onResumed();
      channels.onResumed(reply.getChannelsList());
    } else {
      inbox.onNewSession();
      userAttributes.onNewSession();
      presence.onNewSession();
      channels.onNewSession();
      invitations.onNewSession(reply.getInvitationsList());
    }
    requests.moveToFront(requests.waiting() - before);
    requests.onConnected(link, limits.requestsInFlight());
  }

  void onLoggedOut() {
    userAttributes.onLoggedOut();
    presence.onLoggedOut();
    channels.onLoggedOut();
    invitations.onLoggedOut();
  }

  void onPush(Push push) {
    if (push.getInboxOffset() != 0 && !inbox.accept(push.getInboxOffset())) {
      return;
    }
    switch (push.getBodyCase()) {
      case PUBLICATION:
        channels.onPublication(push.getPublication());
        break;
      case PEER_MESSAGE:
        peers.onPush(push.getPeerMessage());
        break;
      case OFFLINE_MESSAGES_LOST:
        peers.onLost(push.getOfflineMessagesLost());
        break;
      case PRESENCE:
        presence.onPush(push.getPresence().getPeersList());
        break;
      case INVITATION:
        invitations.onPush(push.getInvitation());
        break;
      case TOKEN_WILL_EXPIRE:
        context.callbacks.tell(listener -> listener.onTokenWillExpire());
        context.callbacks.tell(listener -> listener.onTokenPrivilegeWillExpire());
        break;
      default:
        onChannelPush(push);
    }
  }

  private void onChannelPush(Push push) {
    switch (push.getBodyCase()) {
      case MISSED_CHANNEL_MESSAGE:
        channels.onMissed(push.getMissedChannelMessage());
        break;
      case MEMBER_COUNT:
        channels.onMemberCount(push.getMemberCount());
        break;
      case CHANNEL_ATTRIBUTES:
        channels.onAttributes(push.getChannelAttributes());
        break;
      case CHANNEL_LOCKS:
        channels.onLocks(push.getChannelLocks());
        break;
      case DELIVERY_RECEIPT:
        channels.onReceipt(push.getDeliveryReceipt());
        break;
      default:
        // A push of a newer server: acknowledged, if it is of the inbox, and not told.
    }
  }

  /** Everything that one read brought has been taken: one ack for all of it. */
  void onBatchEnd(Link link) {
    Ack.Builder ack = Ack.newBuilder();
    boolean due = channelAcks.moveTo(ack);
    if (inbox.takeAckDue()) {
      ack.setInboxOffset(inbox.offset());
      due = true;
    }
    if (due) {
      link.ack(ack);
    }
  }
}
