import {
  ChannelMessageError,
  GetChannelMemberCountError,
  GetMembersError,
  JoinChannelError,
  LeaveChannelError,
} from '../../generated/protocol';
import { Refusal } from '../Answer';
import type { Args } from '../Args';
import type { Client } from '../connection/Client';
import type { Membership } from '../features/Membership';
import { findIdProblem } from '../requests/rules';
import { nothing, type FunctionRows } from './FunctionRow';
import { readText } from './peerFunctions';

const INVALID = JoinChannelError.JOIN_CHANNEL_ERR_INVALID_ARGUMENT;

export const channelFunctions: FunctionRows<
  | 'createChannel'
  | 'join'
  | 'leave'
  | 'sendChannelMessage'
  | 'getMembers'
  | 'channelRelease'
  | 'getChannelMemberCount'
> = {
  createChannel: {
    invalid: INVALID,
    blank: nothing,
    run(client, args, answer) {
      create(client, args);
      answer.done();
    },
  },
  join: {
    invalid: INVALID,
    blank: nothing,
    run: (client, args, answer) => create(client, args).join(answer),
  },
  // This function, like getMembers, has no code for its arguments.
  leave: {
    invalid: LeaveChannelError.LEAVE_CHANNEL_ERR_FAILURE,
    blank: nothing,
    run: (client, args, answer) =>
      find(client, args, LeaveChannelError.LEAVE_CHANNEL_ERR_NOT_IN_CHANNEL).leave(answer),
  },
  sendChannelMessage: {
    invalid: ChannelMessageError.CHANNEL_MESSAGE_ERR_INVALID_MESSAGE,
    blank: nothing,
    run(client, args, answer) {
      const message = readText(args, ChannelMessageError.CHANNEL_MESSAGE_ERR_INVALID_MESSAGE);
      const notIn = ChannelMessageError.CHANNEL_MESSAGE_ERR_NOT_IN_CHANNEL;
      find(client, args, notIn).publish(message, answer);
    },
  },
  getMembers: {
    invalid: GetMembersError.GET_MEMBERS_ERR_FAILURE,
    blank: () => ({ members: [] }),
    run: (client, args, answer) =>
      find(client, args, GetMembersError.GET_MEMBERS_ERR_NOT_IN_CHANNEL).getMembers(answer),
  },
  channelRelease: {
    invalid: INVALID,
    blank: nothing,
    run(client, args, answer) {
      client.features.channels.release(args.text('channelId'));
      answer.done();
    },
  },
  getChannelMemberCount: {
    invalid: GetChannelMemberCountError.GET_CHANNEL_MEMBER_COUNT_ERR_INVALID_ARGUMENT,
    blank: () => ({ memberCounts: [] }),
    run: (client, args, answer) =>
      client.features.channels.countMembers(args.texts('channelIds'), answer),
  },
};

function create(client: Client, args: Args): Membership {
  const channelId = args.text('channelId');
  const problem = findIdProblem('channelId', channelId);
  if (problem) {
    throw new Refusal(INVALID, problem);
  }
  return client.features.channels.create(channelId);
}

function find(client: Client, args: Args, notInChannel: number): Membership {
  const channelId = args.text('channelId');
  const membership = client.features.channels.find(channelId);
  if (!membership) {
    throw client.features.channels.refusalOutside(channelId, notInChannel);
  }
  return membership;
}
