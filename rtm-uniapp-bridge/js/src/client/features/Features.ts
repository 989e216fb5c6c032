import type { ChannelPosition, LoginReply, Push } from '../../generated/protocol';
import type { Link } from '../connection/Link';
import type { Context } from '../Context';
import type { Requests } from '../requests/Requests';
import { ServerLimits } from '../requests/ServerLimits';
import type { Draft } from '../wire/messages';
import { ZERO, type U64 } from '../wire/U64';
import { ChannelAcks } from './ChannelAcks';
import { ChannelAttributes } from './ChannelAttributes';
import { Channels } from './Channels';
import { History } from './History';
import { Inbox } from './Inbox';
import { Invitations } from './Invitations';
import { MessageIds } from './MessageIds';
import { PeerMessages } from './PeerMessages';
import { PresenceSubscriptions } from './PresenceSubscriptions';
import { UserAttributes } from './UserAttributes';

/**
 * What a user who is logged in can do, one object for each family of requests. A new family is added
 * here: its pushes, what is restored after a lost session, what ends with the logout.
 */
export class Features {
  readonly peers: PeerMessages;
  readonly channels: Channels;
  readonly userAttributes: UserAttributes;
  readonly channelAttributes: ChannelAttributes;
  readonly presence: PresenceSubscriptions;
  readonly invitations: Invitations;
  readonly history: History;
  private readonly limits = new ServerLimits();
  private readonly inbox = new Inbox();
  private readonly channelAcks = new ChannelAcks();
  // The connection that brought something last.
  private ackTo?: Link;

  constructor(
    private readonly context: Context,
    private readonly requests: Requests,
  ) {
    const { limits, inbox } = this;
    const ids = new MessageIds(context.clock);
    this.peers = new PeerMessages(context, requests, limits, ids, inbox);
    this.channels = new Channels(context, requests, limits, ids, this.channelAcks);
    this.userAttributes = new UserAttributes(context, requests, limits, ids);
    this.channelAttributes = new ChannelAttributes(requests, limits, ids);
    this.presence = new PresenceSubscriptions(context, requests, limits);
    this.invitations = new Invitations(context, requests, limits, ids);
    this.history = new History(requests);
  }

  /** The last push of the inbox that arrived, for a resume. */
  get inboxOffset(): U64 {
    return this.inbox.offset;
  }

  /** What has arrived of each channel, for a resume. */
  positions(): Draft<ChannelPosition>[] {
    return this.channels.positions();
  }

  /** Logged in, for the first time or again: restores what was there, then lets requests go out. */
  onLoggedIn(reply: LoginReply, userId: string, resumed: boolean, link: Link): void {
    const { requests } = this;
    this.limits.update(reply.limits);
    this.channelAcks.clear();
    this.invitations.onLoggedIn(userId, reply.timing);
    // What is restored must be there before the requests that need it.
    const before = requests.waitingCount;
    if (resumed) {
      this.userAttributes.onResumed();
      this.presence.onResumed();
      this.channels.onResumed(reply.channels);
    } else {
      this.inbox.onNewSession();
      this.userAttributes.onNewSession();
      this.presence.onNewSession();
      this.channels.onNewSession();
      this.invitations.onNewSession(reply.invitations);
    }
    requests.moveToFront(requests.waitingCount - before);
    requests.onConnected(link, this.limits.now.requestsInFlight);
  }

  onLoggedOut(): void {
    this.userAttributes.onLoggedOut();
    this.presence.onLoggedOut();
    this.channels.onLoggedOut();
    this.invitations.onLoggedOut();
  }

  onPush(push: Push): void {
    if (push.inboxOffset !== ZERO && !this.inbox.accept(push.inboxOffset)) {
      return;
    }
    // A push of a newer server has none of these: it is acknowledged, if it is of the inbox.
    if (push.publication) {
      this.channels.onPublication(push.publication);
    } else if (push.peerMessage) {
      this.peers.onPush(push.peerMessage);
    } else if (push.offlineMessagesLost) {
      this.peers.onLost(push.offlineMessagesLost.count);
    } else if (push.presence) {
      this.presence.onPush(push.presence.peers);
    } else if (push.invitation) {
      this.invitations.onPush(push.invitation);
    } else if (push.tokenWillExpire) {
      this.context.tell({ rtmEvent: 'onTokenWillExpire' });
    } else if (push.missedChannelMessage) {
      this.channels.onMissed(push.missedChannelMessage);
    } else if (push.memberCount) {
      this.channels.onMemberCount(push.memberCount);
    } else if (push.channelAttributes) {
      this.channels.onAttributes(push.channelAttributes);
    }
  }

  /** Everything that one read brought has been taken: one ack for all of it, once it has been told. */
  onBatchEnd(link: Link): void {
    this.ackTo = link;
    this.context.callbacks.run(() => this.sendAck());
  }

  /** Acknowledges what has arrived. */
  sendAck(): void {
    const channels = this.channelAcks.take();
    const inboxOffset = this.inbox.takeAckDue() ? this.inbox.offset : ZERO;
    if (this.ackTo && (inboxOffset !== ZERO || channels.length > 0)) {
      this.ackTo.ack({ inboxOffset, channels });
    }
  }
}
