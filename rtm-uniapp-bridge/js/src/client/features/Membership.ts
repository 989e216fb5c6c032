import type { Result } from '../../api';
import {
  ChannelMessageError,
  GetMembersError,
  JoinChannelError,
  LeaveChannelError,
  RecoveryOutcome,
  type ChannelRecovery,
  type JoinReply,
  type Reply,
} from '../../generated/protocol';
import { Refusal, type Answer } from '../Answer';
import * as operations from '../requests/Operation';
import type { OnError, OnReply, RequestBody } from '../requests/PendingRequest';
import { Restore, type RestoreOwner } from '../requests/Restore';
import { decodeMessage } from '../wire/messages';
import type { Channels } from './Channels';
import { ChannelStream } from './ChannelStream';
import { findTextProblem, toContent } from './content';
import type { OutgoingText } from './PeerMessages';

// What a broken server's reply without its body is read as.
const NOTHING = decodeMessage('JoinReply', new Uint8Array(0)) as unknown as JoinReply;

const enum State {
  OUT,
  JOINING,
  IN,
  LEAVING,
}

/** Whether this client is in one channel, and how it gets in and out. */
export class Membership implements RestoreOwner {
  private state = State.OUT;
  // Counts joins and leaves: a reply that belongs to an earlier one changes nothing any more.
  private turn = 0;

  // As long as the client is in the channel.
  private stream: ChannelStream;
  private readonly rejoin: Restore;

  constructor(
    readonly id: string,
    private readonly channels: Channels,
  ) {
    this.stream = new ChannelStream(id, channels);
    this.rejoin = new Restore(channels.context, channels.requests, operations.REJOIN, this);
  }

  get isInside(): boolean {
    return this.state === State.IN || this.state === State.JOINING;
  }

  /** Takes what the server tells of the channel; undefined while the client is not in it. */
  get liveStream(): ChannelStream | undefined {
    return this.state === State.IN ? this.stream : undefined;
  }

  /** Nothing more is told; leaves if need be. */
  release(): void {
    if (this.isInside) {
      this.leaveSilently();
    }
  }

  join(answer: Answer): void {
    const { id, channels } = this;
    if (this.isInside) {
      const text = this.state === State.IN ? 'channel already joined' : 'channel being joined';
      throw new Refusal(JoinChannelError.JOIN_CHANNEL_ERR_ALREADY_JOINED, `${text}: ${id}`);
    }
    const most = channels.limits.now.channelsJoined;
    if (channels.joined() >= most) {
      const text = `already in ${most} channels, the most that are allowed`;
      throw new Refusal(JoinChannelError.JOIN_CHANNEL_ERR_EXCEED_LIMIT, text);
    }
    this.state = State.JOINING;
    const mine = ++this.turn;
    channels.requests.submit(
      operations.JOIN,
      { join: { channelId: id } },
      (reply) => this.onJoined(mine, reply, answer),
      (error) => this.onJoinFailed(mine, error, answer),
    );
  }

  leave(answer: Answer): void {
    this.refuseOutside(LeaveChannelError.LEAVE_CHANNEL_ERR_NOT_IN_CHANNEL);
    this.state = State.LEAVING;
    const mine = ++this.turn;
    this.rejoin.cancel();
    this.sendLeave(
      () => {
        this.onLeft(mine);
        answer.done();
      },
      (error) => {
        this.onLeft(mine);
        answer.fail(error.code, error.message);
      },
    );
  }

  publish(message: OutgoingText, answer: Answer): void {
    const { channels } = this;
    const problem = findTextProblem(message.text, channels.limits.now.messageBytes);
    if (problem) {
      throw new Refusal(ChannelMessageError.CHANNEL_MESSAGE_ERR_INVALID_MESSAGE, problem);
    }
    this.refuseOutside(ChannelMessageError.CHANNEL_MESSAGE_ERR_NOT_IN_CHANNEL);
    const mine = this.turn;
    const { enableHistoricalMessaging, enableOfflineMessaging } = message;
    const publish = {
      messageId: channels.messageIds.next(),
      channelId: this.id,
      content: toContent(message.text),
      enableHistoricalMessaging,
      enableOfflineMessaging,
    };
    channels.requests.submit(
      operations.CHANNEL_MESSAGE,
      { publish },
      (reply) => {
        // The stream of a channel being joined begins with the reply to the join.
        if (reply.publish && this.turn === mine) {
          this.stream.onPublished(reply.publish.offset);
        }
        answer.done();
      },
      (error) => answer.fail(error.code, error.message),
    );
  }

  getMembers(answer: Answer<{ members: { channelId: string; userId: string }[] }>): void {
    this.refuseOutside(GetMembersError.GET_MEMBERS_ERR_NOT_IN_CHANNEL);
    const channelId = this.id;
    this.channels.requests.submit(
      operations.MEMBERS,
      { members: { channelId } },
      (reply) => {
        const userIds = reply.members ? reply.members.userIds : [];
        answer.succeed({ members: userIds.map((userId) => ({ channelId, userId })) });
      },
      (error) => answer.fail(error.code, error.message),
    );
  }

  /** The session goes on; the server says what became of the channel, or nothing. */
  onResumed(recovery: ChannelRecovery | undefined): void {
    if (this.state !== State.IN) {
      return;
    }
    if (!recovery || recovery.outcome === RecoveryOutcome.RECOVERY_OUTCOME_RESET) {
      this.beginRejoin();
    } else {
      this.rejoin.cancel();
      this.stream.onRecovery(recovery);
    }
  }

  onNewSession(): void {
    if (this.state === State.IN) {
      this.beginRejoin();
    }
  }

  onLoggedOut(): void {
    this.state = State.OUT;
    this.turn++;
    this.rejoin.cancel();
  }

  restoreRequest(): RequestBody {
    return { join: { channelId: this.id, since: this.stream.position() } };
  }

  onRestored(reply: Reply): void {
    this.stream.onRejoined(reply.join || NOTHING);
  }

  onRestoreFailed(error: Result): void {
    const { code, message } = error;
    const channelId = this.id;
    this.channels.context.log.warn(`channel ${channelId} lost: ${code} ${message}`);
    this.leaveSilently();
    this.channels.context.tell({ rtmEvent: 'onMembershipLost', channelId, code, message });
  }

  private onJoined(mine: number, reply: Reply, answer: Answer): void {
    answer.done();
    if (this.turn === mine) {
      this.state = State.IN;
      this.stream = new ChannelStream(this.id, this.channels);
      this.stream.onJoined(reply.join || NOTHING);
    }
  }

  private onJoinFailed(mine: number, error: Result, answer: Answer): void {
    answer.fail(error.code, error.message);
    if (this.turn === mine) {
      this.state = State.OUT;
      if (error.code === JoinChannelError.JOIN_CHANNEL_TIMEOUT) {
        // The server may have joined us, or may do it yet: both sides must end up outside.
        this.leaveSilently();
      }
    }
  }

  private onLeft(mine: number): void {
    if (this.turn === mine) {
      this.state = State.OUT;
    }
  }

  private leaveSilently(): void {
    this.state = State.OUT;
    this.turn++;
    this.rejoin.cancel();
    this.sendLeave(
      () => {},
      () => {},
    );
  }

  private sendLeave(onReply: OnReply, onError: OnError): void {
    const body = { leave: { channelId: this.id } };
    this.channels.requests.submit(operations.LEAVE, body, onReply, onError);
  }

  private beginRejoin(): void {
    this.rejoin.begin(this.rejoin.isOpen);
  }

  // A channel being joined counts: the server takes the join before what follows it.
  private refuseOutside(code: number): void {
    if (!this.isInside) {
      throw this.channels.refusalOutside(this.id, code);
    }
  }
}
