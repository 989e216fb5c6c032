import type { Attributes, ChannelAttribute } from '../../api';
import type { Answer } from '../Answer';
import { ATTRIBUTES } from '../requests/Operation';
import type { Requests } from '../requests/Requests';
import { findIdProblem } from '../requests/rules';
import type { ServerLimits } from '../requests/ServerLimits';
import type { AttributeChange } from './AttributeChange';
import { checkKeys, readAttributes, readChannelAttributes, refuseIf } from './attributeRules';
import type { MessageIds } from './MessageIds';

/** What a read of a channel's attributes brings. */
export interface ReadChannelAttributes {
  channelId: string;
  channelAttributes: Attributes;
  attributeList: ChannelAttribute[];
}

/** Attributes of channels, joined or not. What is told of them is the ChannelStream's. */
export class ChannelAttributes {
  constructor(
    private readonly requests: Requests,
    private readonly limits: ServerLimits,
    private readonly operationIds: MessageIds,
  ) {}

  write(channelId: string, change: AttributeChange, notifyMembers: boolean, answer: Answer): void {
    refuseIf(findIdProblem('channelId', channelId));
    change.checkSize(this.limits.now.attributeBytes);
    const write = change.toWrite(this.operationIds.next());
    this.requests.submit(
      ATTRIBUTES,
      { writeChannelAttributes: { channelId, write, notifyMembers } },
      () => answer.done(),
      (error) => answer.fail(error.code, error.message),
    );
  }

  /** Reads the attributes of the keys, or all of them. */
  read(channelId: string, keys: string[] | undefined, answer: Answer<ReadChannelAttributes>): void {
    refuseIf(findIdProblem('channelId', channelId));
    if (keys) {
      checkKeys(keys);
    }
    this.requests.submit(
      ATTRIBUTES,
      { readChannelAttributes: { channelId, keys: keys || [] } },
      (reply) => {
        const attributes = reply.channelAttributes ? reply.channelAttributes.attributes : [];
        answer.succeed({
          channelId,
          channelAttributes: readAttributes(attributes),
          attributeList: readChannelAttributes(attributes),
        });
      },
      (error) => answer.fail(error.code, error.message),
    );
  }
}
