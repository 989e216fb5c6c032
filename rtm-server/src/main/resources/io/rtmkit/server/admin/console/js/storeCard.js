// How the message store is.
import { el, facts, set } from './dom.js';
import { count } from './format.js';
import * as server from './server.js';
import { say } from './texts.js';

const COUNTS = ['stored', 'refused', 'replaced', 'expired'];

export function createStoreCard() {
  const badge = el('span', { class: 'badge', text: '–' });
  const problem = el('p', { class: 'problem' });
  const kind = el('span', { text: '–' });
  const outputs = COUNTS.map(() => el('output', { text: '–' }));
  server.subscribe(({ store }) => set(kind, 'text', say(`store.${store}`)));
  const rows = COUNTS.map((name, i) => [say(`store.${name}`), outputs[i]]);
  const root = el(
    'section',
    { class: 'card' },
    el('div', { class: 'heading' }, el('h2', { text: say('store.title') }), badge),
    facts([[say('store.kind'), kind], ...rows]),
    problem,
  );
  return {
    root,
    /** Shows the status; null while the server does not answer. */
    draw(status) {
      const state = status === null ? 'unknown' : status.problem === '' ? 'good' : 'bad';
      set(badge, 'class', `badge ${state}`);
      set(badge, 'text', say(`store.is.${state}`));
      set(problem, 'text', status?.problem ?? '');
      COUNTS.forEach((name, i) => set(outputs[i], 'text', count(status?.[name])));
    },
  };
}
