import type { HistoryMessage } from '../../api';
import {
  HistoryError,
  type HistoryFilter,
  type HistoryMessage as WireMessage,
} from '../../generated/protocol';
import { Refusal, type Answer } from '../Answer';
import { HISTORY } from '../requests/Operation';
import type { Requests } from '../requests/Requests';
import { findIdProblem } from '../requests/rules';
import { HISTORY_PAGE } from '../requests/ServerLimits';
import { toDecimal, toNumber, type U64 } from '../wire/U64';
import { readContent } from './content';

/** Which messages are asked for: of a peer or of a channel, the other id is empty. */
export interface HistoryQuestion {
  peerId: string;
  channelId: string;
  startTime: number;
  endTime: number;
}

export interface HistoryPageQuestion extends HistoryQuestion {
  newestFirst: boolean;
  limit: number;
  after: U64;
}

/** Queries of the history. */
export class History {
  constructor(private readonly requests: Requests) {}

  query(
    question: HistoryPageQuestion,
    answer: Answer<{ messages: HistoryMessage[]; hasMore: boolean }>,
  ): void {
    const { newestFirst, limit, after: afterId } = question;
    const badLimit = `limit: is ${limit}, must be 1 to ${HISTORY_PAGE}`;
    refuseIf(limit < 1 || limit > HISTORY_PAGE || limit % 1 !== 0 ? badLimit : undefined);
    const filter = toFilter(question);
    this.requests.submit(
      HISTORY,
      { queryHistory: { filter, newestFirst, limit, afterId } },
      (reply) => {
        const { messages, more } = reply.history || { messages: [], more: false };
        answer.succeed({ messages: messages.map(readMessage), hasMore: more });
      },
      (error) => answer.fail(error.code, error.message),
    );
  }

  count(question: HistoryQuestion, answer: Answer<{ count: number }>): void {
    this.requests.submit(
      HISTORY,
      { countHistory: { filter: toFilter(question) } },
      (reply) => {
        answer.succeed({ count: reply.historyCount ? toNumber(reply.historyCount.count) : 0 });
      },
      (error) => answer.fail(error.code, error.message),
    );
  }
}

function refuseIf(problem: string | undefined): void {
  if (problem) {
    throw new Refusal(HistoryError.HISTORY_ERR_INVALID_ARGUMENT, problem);
  }
}

function toFilter({ peerId, channelId, startTime, endTime }: HistoryQuestion): HistoryFilter {
  const one = (peerId === '') !== (channelId === '');
  refuseIf(one ? undefined : 'peerId, channelId: one of them must be given, and only one');
  refuseIf(startTime < 0 ? 'startTime: must not be negative' : undefined);
  refuseIf(endTime < 0 ? 'endTime: must not be negative' : undefined);
  refuseIf(peerId ? findIdProblem('peerId', peerId) : findIdProblem('channelId', channelId));
  const range = { fromMs: Math.floor(startTime), toMs: Math.floor(endTime) };
  return Object.assign(peerId ? { peerId } : { channelId }, range);
}

function readMessage(message: WireMessage): HistoryMessage {
  const { userId, peerId, channelId, serverReceivedMs: serverReceivedTs } = message;
  const { messageType, text, rawMessage } = readContent(message.content);
  const id = toDecimal(message.historyId);
  return { id, userId, peerId, channelId, text, messageType, rawMessage, serverReceivedTs };
}
