// The servers that share their users; nothing where one is alone.
import { el, row, table } from './dom.js';
import { count, date } from './format.js';
import * as server from './server.js';
import { say, t } from './texts.js';

function stateOf({ draining, asked }) {
  const state = t(draining ? 'servers.draining' : 'servers.open');
  return asked ? t('servers.asked', { state }) : state;
}

export function createServersCard() {
  const body = el('div', {});
  const root = el(
    'section',
    { class: 'card', hidden: true },
    el('div', { class: 'heading' }, el('h2', { text: say('servers.title') })),
    body,
  );
  const headers = ['name', 'address', 'version', 'sessions', 'started', 'state'].map((name) =>
    say(`servers.${name}`),
  );
  let drawn = '[]';
  server.subscribe(({ servers = [] }) => {
    root.hidden = servers.length === 0;
    const text = JSON.stringify(servers);
    if (text === drawn) return;
    drawn = text;
    const rows = servers.map((each) =>
      row(
        each.name,
        each.address,
        each.version,
        () => count(each.sessions),
        () => date(each.startedMs),
        () => stateOf(each),
      ),
    );
    body.replaceChildren(table(say('servers.title'), headers, rows));
  });
  return root;
}
