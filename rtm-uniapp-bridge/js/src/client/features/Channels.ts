import {
  GetChannelMemberCountError,
  type ChannelAttributesPush,
  type ChannelPosition,
  type ChannelRecovery,
  type MemberCountPush,
  type MissedChannelMessagePush,
  type Publication,
} from '../../generated/protocol';
import { Refusal, type Answer } from '../Answer';
import type { Context } from '../Context';
import { MEMBER_COUNTS } from '../requests/Operation';
import type { Requests } from '../requests/Requests';
import { findIdsProblem } from '../requests/rules';
import { MEMBER_COUNT_CHANNELS, type ServerLimits } from '../requests/ServerLimits';
import type { Draft } from '../wire/messages';
import type { ChannelAcks } from './ChannelAcks';
import type { ChannelStream } from './ChannelStream';
import { Membership } from './Membership';
import type { MessageIds } from './MessageIds';
import { RecentMessages } from './RecentMessages';

/** The channels that the application has created and not released. */
export class Channels {
  readonly recentMessages = new RecentMessages();
  private readonly memberships = new Map<string, Membership>();

  constructor(
    readonly context: Context,
    readonly requests: Requests,
    readonly limits: ServerLimits,
    readonly messageIds: MessageIds,
    readonly acks: ChannelAcks,
  ) {}

  find(id: string): Membership | undefined {
    return this.memberships.get(id);
  }

  create(id: string): Membership {
    let membership = this.memberships.get(id);
    if (!membership) {
      membership = new Membership(id, this);
      this.memberships.set(id, membership);
    }
    return membership;
  }

  /** Forgets a channel, and leaves it if need be. */
  release(id: string): void {
    const membership = this.memberships.get(id);
    if (membership) {
      this.memberships.delete(id);
      membership.release();
    }
  }

  /** Why a call that needs a membership is refused. Throws instead if nobody is logged in. */
  refusalOutside(id: string, code: number): Refusal {
    this.requests.refuseIfLoggedOut();
    return new Refusal(code, `not in channel ${id}`);
  }

  /** Channels that the client is in, or about to be. */
  joined(): number {
    let joined = 0;
    this.memberships.forEach((each) => (joined += each.isInside ? 1 : 0));
    return joined;
  }

  /** What the client has of each channel that it is in. */
  positions(): Draft<ChannelPosition>[] {
    const positions: Draft<ChannelPosition>[] = [];
    this.memberships.forEach((each) => {
      const stream = each.liveStream;
      if (stream) {
        positions.push(stream.position());
      }
    });
    return positions;
  }

  /** The old session goes on: takes what became of each channel. */
  onResumed(recoveries: ChannelRecovery[]): void {
    const byId = new Map<string, ChannelRecovery>();
    recoveries.forEach((each) => byId.set(each.channelId, each));
    this.memberships.forEach((each) => each.onResumed(byId.get(each.id)));
  }

  /** A new session took the place of the old one: enters all channels again. */
  onNewSession(): void {
    this.memberships.forEach((each) => each.onNewSession());
  }

  /** The user is logged out: no longer in any channel. */
  onLoggedOut(): void {
    this.memberships.forEach((each) => each.onLoggedOut());
  }

  onPublication(push: Publication): void {
    this.tell(push.channelId, (stream) => stream.onPublication(push));
  }

  onMissed(push: MissedChannelMessagePush): void {
    this.tell(push.channelId, (stream) => stream.onMissed(push));
  }

  onMemberCount(push: MemberCountPush): void {
    this.tell(push.channelId, (stream) => stream.onCount(push.memberCount));
  }

  onAttributes(push: ChannelAttributesPush): void {
    this.tell(push.channelId, (stream) => stream.onAttributes(push));
  }

  countMembers(
    channelIds: string[],
    answer: Answer<{ memberCounts: { channelId: string; count: number }[] }>,
  ): void {
    if (channelIds.length > MEMBER_COUNT_CHANNELS) {
      throw new Refusal(
        GetChannelMemberCountError.GET_CHANNEL_MEMBER_COUNT_ERR_EXCEED_LIMIT,
        `channelIds: ${channelIds.length} ids, at most ${MEMBER_COUNT_CHANNELS}`,
      );
    }
    const problem = findIdsProblem('channelIds', channelIds);
    if (problem) {
      throw new Refusal(
        GetChannelMemberCountError.GET_CHANNEL_MEMBER_COUNT_ERR_INVALID_ARGUMENT,
        problem,
      );
    }
    this.requests.submit(
      MEMBER_COUNTS,
      { memberCounts: { channelIds } },
      (reply) => {
        const counts = reply.memberCounts ? reply.memberCounts.counts : [];
        const memberCounts = counts.map((each) => ({
          channelId: each.channelId,
          count: each.memberCount,
        }));
        answer.succeed({ memberCounts });
      },
      (error) => answer.fail(error.code, error.message),
    );
  }

  private tell(channelId: string, event: (stream: ChannelStream) => void): void {
    const membership = this.memberships.get(channelId);
    const stream = membership && membership.liveStream;
    if (stream) {
      event(stream);
    }
  }
}
