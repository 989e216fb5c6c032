// The playground: two users in this browser, connected to the client port like any other client.
import * as choice from './appChoice.js';
import { el, field } from './dom.js';
import { createPane } from './pane.js';
import * as server from './server.js';
import { say } from './texts.js';

const CHANNEL = 'playground';

/** The client port as this browser most likely reaches it. */
function guessUrl({ clientPort: { port, tls, webSocketPath } }) {
  return `${tls ? 'wss' : 'ws'}://${location.hostname}:${port}${webSocketPath}`;
}

export function create() {
  const address = el('input', {
    type: 'url',
    name: 'address',
    spellcheck: 'false',
    required: true,
  });
  let guessed = '';
  server.subscribe((info) => {
    // What somebody has typed stays.
    if (address.value === guessed) address.value = guessUrl(info);
    guessed = guessUrl(info);
  });
  const url = () => address.value;
  const root = el(
    'section',
    {},
    el(
      'div',
      { class: 'heading' },
      el('h1', { text: say('nav.playground') }),
      choice.createChooser(),
    ),
    el('p', { class: 'hint', text: say('playground.explain') }),
    field(say('playground.address'), address, { class: 'field address' }),
    el(
      'div',
      { class: 'pair' },
      createPane(url, { user: 'alice', peer: 'bob', channel: CHANNEL }).root,
      createPane(url, { user: 'bob', peer: 'alice', channel: CHANNEL }).root,
    ),
  );
  return { root, show: choice.load, hide() {} };
}
