package io.rtmkit.client.internal;

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
  private final ClientContext context;
  private final Requests requests;
  private final ServerLimits limits = new ServerLimits();
  private final Inbox inbox = new Inbox();

  Features(ClientContext context, Requests requests) {
    this.context = context;
    this.requests = requests;
    MessageIds messageIds = new MessageIds(context.random);
    peers = new PeerMessages(context, requests, limits, messageIds, inbox);
    channels = new Channels(context, requests, limits, messageIds);
  }

  /** The last push of the inbox that arrived, for a resume. */
  long inboxOffset() {
    return inbox.offset();
  }

  /** Logged in, for the first time or again: restores what was there, then lets requests go out. */
  void onLoggedIn(LoginReply reply, boolean resumed, Link link) {
    limits.update(reply.getLimits());
    // What is restored must be there before the requests that need it.
    int before = requests.waiting();
    if (resumed) {
      channels.onResumed(reply.getChannelsList());
    } else {
      inbox.onNewSession();
      channels.onNewSession();
    }
    requests.moveToFront(requests.waiting() - before);
    requests.onConnected(link, limits.requestsInFlight());
  }

  void onLoggedOut() {
    channels.onLoggedOut();
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
      case MEMBER_COUNT:
        channels.onMemberCount(push.getMemberCount());
        break;
      case TOKEN_WILL_EXPIRE:
        context.callbacks.tell(listener -> listener.onTokenWillExpire());
        context.callbacks.tell(listener -> listener.onTokenPrivilegeWillExpire());
        break;
      default:
        // A push of a newer server: acknowledged, if it is of the inbox, and not told.
    }
  }

  /** Everything that one read brought has been taken: one ack for all of it. */
  void onBatchEnd(Link link) {
    if (inbox.takeAckDue()) {
      link.ack(inbox.offset());
    }
  }
}
