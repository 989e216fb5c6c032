// Call invitations of an app that are open.
import { get, path } from './api.js';
import * as choice from './appChoice.js';
import { row, table } from './dom.js';
import { createPollTable } from './pollTable.js';
import { say } from './texts.js';

const EVERY_MS = 2000;

export function createInvitations() {
  const headers = ['caller', 'callee', 'channel', 'state'].map((name) =>
    say(`invitations.${name}`),
  );
  const rowOf = ({ callerId, calleeId, channelId, state }) =>
    row(callerId, calleeId, channelId || '–', state);
  return createPollTable({
    everyMs: EVERY_MS,
    none: say('invitations.none'),
    load: async () => (await get(path`/v1/apps/${choice.app()}/invitations`)).invitations,
    draw: (all) => table(say('people.invitations'), headers, all.map(rowOf)),
  });
}
