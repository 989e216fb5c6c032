// The live trace of a user: what happens to it, as it happens.
import { stream } from './api.js';
import { explain } from './dialogs.js';
import { button, el, empty, set } from './dom.js';
import { clockMillis } from './format.js';
import { say, t } from './texts.js';

const KEPT = 300;

function eventRow({ at, type, ...fields }) {
  const told = Object.entries(fields).filter(([, value]) => value !== '');
  const rest = told.map(([name, value]) =>
    el(
      'span',
      { class: 'pair-of' },
      el('span', { class: 'hint', text: name }),
      el('span', { text: typeof value === 'object' ? JSON.stringify(value) : value }),
    ),
  );
  return el(
    'li',
    {},
    el('time', { text: clockMillis(at) }),
    el('strong', { text: type }),
    el('span', { class: 'fields' }, ...rest),
  );
}

/** @param url gives the address of the stream */
export function createTrace(url) {
  const rows = el('ol', {
    class: 'events',
    tabindex: '0',
    role: 'log',
    'aria-label': say('trace.title'),
  });
  const hint = empty(say('trace.hint'));
  const status = el('span', { class: 'hint', role: 'status' });
  const toggle = button(say('trace.start'), () => (abort ? stop() : start()));
  const root = el(
    'section',
    { class: 'card' },
    el('div', { class: 'heading' }, el('h3', { text: say('trace.title') }), status, toggle),
    hint,
    rows,
  );
  let abort = null;

  function show(event) {
    hint.hidden = true;
    rows.prepend(eventRow(event));
    while (rows.children.length > KEPT) rows.lastChild.remove();
  }

  async function start() {
    const mine = new AbortController();
    abort = mine;
    set(toggle, 'text', say('trace.stop'));
    let ended = say('trace.ended');
    try {
      const onOpen = () => set(status, 'text', say('trace.runs'));
      await stream(url(), show, { signal: mine.signal, onOpen });
    } catch (error) {
      const text = error.status === undefined ? t('trace.ended') : explain(error);
      ended = () => text;
    }
    if (abort === mine) {
      stop();
      set(status, 'text', ended);
    }
  }

  function stop() {
    abort?.abort();
    abort = null;
    set(toggle, 'text', say('trace.start'));
    set(status, 'text', '');
  }

  return {
    root,
    stop,
    clear() {
      stop();
      rows.replaceChildren();
      hint.hidden = false;
    },
  };
}
