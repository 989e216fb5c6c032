import { HistoryError } from '../../generated/protocol';
import type { Args } from '../Args';
import type { HistoryQuestion } from '../features/History';
import { HISTORY_PAGE } from '../requests/ServerLimits';
import type { FunctionRows } from './FunctionRow';

const invalid = HistoryError.HISTORY_ERR_INVALID_ARGUMENT;

function readQuestion(args: Args): HistoryQuestion {
  return {
    peerId: args.optionalText('peerId'),
    channelId: args.optionalText('channelId'),
    startTime: args.number('startTime', 0),
    endTime: args.number('endTime', 0),
  };
}

export const historyFunctions: FunctionRows<'queryHistory' | 'countHistory'> = {
  queryHistory: {
    invalid,
    blank: () => ({ messages: [], hasMore: false }),
    run(client, args, answer) {
      const page = {
        newestFirst: args.flag('newestFirst'),
        limit: args.number('limit', HISTORY_PAGE),
        after: args.bigNumber('after'),
      };
      client.features.history.query(Object.assign(readQuestion(args), page), answer);
    },
  },
  countHistory: {
    invalid,
    blank: () => ({ count: 0 }),
    run: (client, args, answer) => client.features.history.count(readQuestion(args), answer),
  },
};
