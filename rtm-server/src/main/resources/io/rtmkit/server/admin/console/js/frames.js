// The frames of a connection, the latest first; each unfolds to what it means, its fields and bytes.
import { ERROR_NAMES } from './codes.js';
import { el, empty } from './dom.js';
import { clockMillis } from './format.js';
import { say, t, TEXTS } from './texts.js';
import { describe, kindOf } from './wire.js';

const KEPT = 200;
const HEX_BYTES = 512;

const hex = (bytes) =>
  Array.from(bytes.subarray(0, HEX_BYTES), (each) => each.toString(16).padStart(2, '0')).join(' ') +
  (bytes.length > HEX_BYTES ? ' …' : '');

function meaning(part, kind) {
  const key = `frame.${part}.${kind || 'other'}`;
  return say(key in TEXTS ? key : 'frame.other');
}

function codeBadge(code, kind) {
  const name = ERROR_NAMES[kind]?.[code] ?? '';
  return el('span', {
    class: `badge ${code === 0 ? 'good' : 'bad'}`,
    text: code === 0 ? '0' : `${code} ${name}`,
  });
}

/** The fields of the part, under the part's name alone: the envelope around it says nothing more. */
function fieldsOf(part, envelope) {
  return describe(part === 'unknown' ? envelope : envelope[part]);
}

function frameItem({ direction, atMs, bytes, envelope, answers }) {
  const [part, body] = kindOf(envelope);
  const kind = body || answers;
  const summary = el(
    'summary',
    {},
    el('span', { class: `arrow ${direction}`, text: direction === 'up' ? '↑' : '↓' }),
    el('time', { text: clockMillis(atMs) }),
    el('strong', { text: kind ? `${part} ${kind}` : part }),
    part === 'reply' ? codeBadge(envelope.reply.code ?? 0, kind) : null,
    el('span', { class: 'hint size', text: () => t('frames.bytes', { count: bytes.length }) }),
  );
  const item = el('details', { class: `frame${kind === 'ping' ? ' heartbeat' : ''}` }, summary);
  // What unfolds is made when it is first looked at.
  item.addEventListener(
    'toggle',
    () =>
      item.append(
        el('p', { text: meaning(part, kind) }),
        el('pre', {
          tabindex: '0',
          'aria-label': say('frames.fields'),
          text: fieldsOf(part, envelope),
        }),
        el('pre', { class: 'hex', 'aria-label': say('frames.hex'), text: hex(bytes) }),
      ),
    { once: true },
  );
  return el('li', {}, item);
}

export function createFrames() {
  const list = el('ol', { class: 'frames', tabindex: '0', 'aria-label': say('frames.title') });
  const none = empty(say('frames.none'));
  const heartbeats = el('input', { type: 'checkbox' });
  heartbeats.addEventListener('change', () => list.classList.toggle('all', heartbeats.checked));
  const root = el(
    'section',
    { class: 'frame-panel' },
    el(
      'div',
      { class: 'heading' },
      el('h3', { text: say('frames.title') }),
      el('label', { class: 'check' }, heartbeats, el('span', { text: say('frames.heartbeats') })),
    ),
    none,
    list,
  );
  return {
    root,
    add(frame) {
      none.hidden = true;
      list.prepend(frameItem(frame));
      while (list.children.length > KEPT) list.lastChild.remove();
    },
    clear() {
      list.replaceChildren();
      none.hidden = false;
    },
  };
}
