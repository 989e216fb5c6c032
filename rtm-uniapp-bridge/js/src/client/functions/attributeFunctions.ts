import { AttributeOperationError } from '../../generated/protocol';
import type { Answer } from '../Answer';
import type { Args } from '../Args';
import type { Client } from '../connection/Client';
import { AttributeChange } from '../features/AttributeChange';
import type { Brings, FunctionRow, FunctionRows } from './FunctionRow';
import { nothing } from './FunctionRow';

const invalid = AttributeOperationError.ATTRIBUTE_OPERATION_ERR_INVALID_ARGUMENT;

type UserWrite =
  | 'setLocalUserAttributes'
  | 'addOrUpdateLocalUserAttributes'
  | 'deleteLocalUserAttributesByKeys'
  | 'clearLocalUserAttributes';

type ChannelWrite =
  | 'setChannelAttributes'
  | 'addOrUpdateChannelAttributes'
  | 'deleteChannelAttributesByKeys'
  | 'clearChannelAttributes';

function userWrite(read: (args: Args) => AttributeChange): FunctionRow<UserWrite> {
  return {
    invalid,
    blank: nothing,
    run: (client: Client, args: Args, answer: Answer) =>
      client.features.userAttributes.write(read(args), answer),
  };
}

function channelWrite(read: (args: Args) => AttributeChange): FunctionRow<ChannelWrite> {
  return {
    invalid,
    blank: nothing,
    run: (client: Client, args: Args, answer: Answer) =>
      client.features.channelAttributes.write(
        args.text('channelId'),
        read(args),
        args.flag('enableNoticeMembers'),
        answer,
      ),
  };
}

// Also a failure says whose attributes were asked for, if that can be read.
function idOf(args: Args, field: string): string {
  try {
    return args.optionalText(field);
  } catch {
    return '';
  }
}

function blankUser(args: Args): Brings<'getUserAttributes'> {
  return { userId: idOf(args, 'userId'), userAttributesList: {} };
}

function blankChannel(args: Args): Brings<'getChannelAttributes'> {
  return { channelId: idOf(args, 'channelId'), channelAttributes: {}, attributeList: [] };
}

export const attributeFunctions: FunctionRows<
  | UserWrite
  | ChannelWrite
  | 'getUserAttributes'
  | 'getUserAttributesByKeys'
  | 'getChannelAttributes'
  | 'getChannelAttributesByKeys'
> = {
  setLocalUserAttributes: userWrite((args) => AttributeChange.replace(args.ownAttributes())),
  addOrUpdateLocalUserAttributes: userWrite((args) => AttributeChange.merge(args.ownAttributes())),
  deleteLocalUserAttributesByKeys: userWrite((args) =>
    AttributeChange.delete(args.texts('attributeKeys')),
  ),
  clearLocalUserAttributes: userWrite(() => AttributeChange.clear()),
  getUserAttributes: {
    invalid,
    blank: blankUser,
    run: (client, args, answer) =>
      client.features.userAttributes.read(args.text('userId'), undefined, answer),
  },
  getUserAttributesByKeys: {
    invalid,
    blank: blankUser,
    run: (client, args, answer) =>
      client.features.userAttributes.read(args.text('userId'), args.texts('attributeKeys'), answer),
  },
  setChannelAttributes: channelWrite((args) => AttributeChange.replace(args.attributes('attributes'))),
  addOrUpdateChannelAttributes: channelWrite((args) =>
    AttributeChange.merge(args.attributes('attributes')),
  ),
  deleteChannelAttributesByKeys: channelWrite((args) =>
    AttributeChange.delete(args.texts('attributeKeys')),
  ),
  clearChannelAttributes: channelWrite(() => AttributeChange.clear()),
  getChannelAttributes: {
    invalid,
    blank: blankChannel,
    run: (client, args, answer) =>
      client.features.channelAttributes.read(args.text('channelId'), undefined, answer),
  },
  getChannelAttributesByKeys: {
    invalid,
    blank: blankChannel,
    run(client, args, answer) {
      const keys = args.texts('attributeKeys');
      client.features.channelAttributes.read(args.text('channelId'), keys, answer);
    },
  },
};
