// Call invitations of an app that are open.
import { get, path } from './api.js';
import * as choice from './appChoice.js';
import { attempt } from './dialogs.js';
import { el, empty, row, table } from './dom.js';
import { say } from './texts.js';

const EVERY_MS = 2000;

export function createInvitations() {
  const root = el('div', { class: 'card' }, empty(say('invitations.none')));
  let timer = 0;
  let drawn = '';

  async function refresh() {
    const answer = await attempt(() => get(path`/v1/apps/${choice.app()}/invitations`));
    const text = JSON.stringify(answer);
    if (!answer || text === drawn) return;
    drawn = text;
    const headers = ['caller', 'callee', 'channel', 'state'].map((name) => say(`invitations.${name}`));
    const rows = answer.invitations.map(({ callerId, calleeId, channelId, state }) =>
      row(callerId, calleeId, channelId || '–', state),
    );
    root.replaceChildren(
      rows.length === 0
        ? empty(say('invitations.none'))
        : table(say('people.invitations'), headers, rows),
    );
  }

  return {
    root,
    start() {
      clearInterval(timer);
      refresh();
      timer = setInterval(refresh, EVERY_MS);
    },
    stop: () => clearInterval(timer),
  };
}
