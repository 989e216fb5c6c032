import {
  RecoveryOutcome,
  type ChannelAttributesPush,
  type ChannelMessage,
  type ChannelPosition,
  type ChannelRecovery,
  type JoinReply,
  type MissedChannelMessagePush,
  type Publication,
} from '../../generated/protocol';
import { max, toNumber, ZERO, type U64 } from '../wire/U64';
import { readChannelAttributes } from './attributeRules';
import type { Channels } from './Channels';
import { readContent } from './content';

/**
 * The event stream of one joined channel: what has arrived, and what is told of it. Lives as long as the
 * membership.
 */
export class ChannelStream {
  private epoch: U64 = ZERO;
  private offset: U64 = ZERO;
  // Outside of the stream: the revisions told last.
  private attributesRevision: U64 = ZERO;
  private locksRevision: U64 = ZERO;
  // Of messages stored for members that are lost: up to here nothing is missing.
  private storedId: U64 = ZERO;
  private toldCount = -1;

  constructor(
    private readonly channelId: string,
    private readonly channels: Channels,
  ) {}

  position(): ChannelPosition {
    const { channelId, epoch, offset, attributesRevision, locksRevision, storedId } = this;
    return { channelId, epoch, offset, attributesRevision, locksRevision, storedId };
  }

  /** Joined for the first time: what went before is not told. */
  onJoined(reply: JoinReply): void {
    this.epoch = reply.epoch;
    this.offset = reply.offset;
    this.attributesRevision = reply.attributesRevision;
    this.locksRevision = reply.locksRevision;
    this.storedId = reply.storedId;
    this.onCount(reply.memberCount);
  }

  /**
   * Joined again after a lost session: what was missed follows, or its loss is told. The revisions stay:
   * attributes that are newer follow too.
   */
  onRejoined(reply: JoinReply): void {
    const { recovery } = reply;
    const nothingMissed = reply.epoch === this.epoch && reply.offset === this.offset;
    if (recovery && recovery.outcome !== RecoveryOutcome.RECOVERY_OUTCOME_RESET) {
      this.onRecovery(recovery);
      this.epoch = reply.epoch;
    } else if (recovery || !nothingMissed) {
      this.epoch = reply.epoch;
      this.offset = reply.offset;
      this.channels.context.tell({ rtmEvent: 'onChannelReset', channelId: this.channelId });
    }
    this.onCount(reply.memberCount);
  }

  /** The stream goes on after a lost connection; tells a gap. */
  onRecovery(recovery: ChannelRecovery): void {
    if (recovery.outcome === RecoveryOutcome.RECOVERY_OUTCOME_GAP) {
      this.offset = max(this.offset, recovery.missedTo);
      this.channels.context.tell({
        rtmEvent: 'onMessagesMissed',
        channelId: this.channelId,
        from: toNumber(recovery.missedFrom),
        to: toNumber(recovery.missedTo),
      });
    }
  }

  /** A message of this client got its place in the stream. */
  onPublished(offset: U64): void {
    this.offset = max(this.offset, offset);
  }

  onPublication(publication: Publication): void {
    const { channelId } = this;
    const { message, joined, left, offset } = publication;
    // Acknowledged again, too: the ack may be what was lost.
    if (message && message.acknowledge) {
      this.channels.acks.add(channelId, offset);
    }
    if (offset <= this.offset) {
      return;
    }
    // An event of a newer server has its place in the stream, and nothing to tell.
    this.offset = offset;
    if (message) {
      this.onMessage(message, false);
    } else if (joined) {
      const { userId } = joined;
      this.channels.context.tell({ rtmEvent: 'onMemberJoined', userId, channelId });
    } else if (left) {
      const { userId } = left;
      this.channels.context.tell({ rtmEvent: 'onMemberLeft', userId, channelId });
    }
  }

  /** A message that was kept for this member while it was lost. */
  onMissed(push: MissedChannelMessagePush): void {
    const { channelId } = this;
    if (push.lost > ZERO) {
      const count = toNumber(push.lost);
      this.channels.context.tell({ rtmEvent: 'onChannelMessagesLost', channelId, count });
    }
    if (push.message) {
      this.onMessage(push.message, true);
    }
  }

  onCount(memberCount: number): void {
    if (memberCount !== this.toldCount) {
      const { channelId } = this;
      this.toldCount = memberCount;
      this.channels.context.tell({ rtmEvent: 'onMemberCountUpdated', memberCount, channelId });
    }
  }

  onAttributes(push: ChannelAttributesPush): void {
    if (push.revision > this.attributesRevision) {
      const { channelId } = this;
      this.attributesRevision = push.revision;
      const attributeList = readChannelAttributes(push.attributes);
      this.channels.context.tell({ rtmEvent: 'onAttributesUpdated', attributeList, channelId });
    }
  }

  private onMessage(message: ChannelMessage, isOfflineMessage: boolean): void {
    this.storedId = max(this.storedId, message.storedId);
    // A sender repeats to a restarted server what it had no answer for; the old one may have
    // published it. And what was missed may be in the stream as well.
    if (!this.channels.recentMessages.add(message.userId, message.messageId)) {
      return;
    }
    const { messageType: type, text, rawMessage } = readContent(message.content);
    this.channels.context.tell({
      rtmEvent: 'onChannelMessageReceived',
      type,
      text,
      serverReceivedTs: message.serverReceivedMs,
      isOfflineMessage,
      userId: message.userId,
      channelId: this.channelId,
      rawMessage,
    });
  }
}
