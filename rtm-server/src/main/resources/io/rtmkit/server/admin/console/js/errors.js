// What went wrong lately: errors that clients were answered, warnings of the log, webhooks.
import { get, post } from './api.js';
import { attempt, toast } from './dialogs.js';
import { button, el, empty, facts, row, set, table } from './dom.js';
import { clock, count, date, duration } from './format.js';
import { createPoll } from './poll.js';
import { say, t } from './texts.js';

const EVERY_MS = 3000;

function errorCard(error) {
  const who = [error.user, error.app].filter(Boolean).join(' · ');
  return el(
    'li',
    { class: 'card error' },
    el(
      'div',
      { class: 'heading' },
      el('h3', {}, el('code', { text: `${error.operation} → ${error.code} ${error.name ?? ''}` })),
      el('span', { class: 'badge', text: () => t('errors.times', { count: count(error.count) }) }),
    ),
    el(
      'p',
      { class: 'hint' },
      el('time', { text: () => date(error.atMs) }),
      el('span', { class: 'id', text: who }),
    ),
    error.reason ? el('p', { class: 'reason', text: error.reason }) : null,
    facts([
      [say('errors.explanation'), error.explanation || null],
      [say('errors.whatToDo'), error.whatToDo || null],
    ]),
  );
}

function logRow({ atMs, level, logger, message }) {
  const kind = level === 'ERROR' ? 'bad' : 'warn';
  const name = String(logger).split('.').at(-1);
  return row(
    el('time', { text: clock(atMs), title: () => date(atMs) }),
    el('span', { class: `badge ${kind}`, text: level }),
    el(
      'div',
      { class: 'reason' },
      el('code', { class: 'hint', text: name, title: logger }),
      el('p', { text: message }),
    ),
  );
}

function webhookFacts(status) {
  return facts([
    [say('webhooks.pending'), () => count(status.pending)],
    [say('webhooks.oldest'), () => (status.pending > 0 ? duration(status.oldestMs) : '–')],
    [say('webhooks.delivered'), () => count(status.delivered)],
    [say('webhooks.failed'), () => count(status.failed)],
    [say('webhooks.dead'), () => count(status.dead)],
    [say('webhooks.deadDropped'), status.deadDropped > 0 ? () => count(status.deadDropped) : null],
    [say('webhooks.lost'), () => count(status.lost)],
    [say('webhooks.lastError'), status.lastError || '–'],
    [say('webhooks.outbox'), status.outboxProblem || null],
  ]);
}

function createWebhooks() {
  const body = el('div', {});
  const badge = el('span', { class: 'badge' });
  const retry = button(
    say('webhooks.retry'),
    () =>
      attempt(async () => {
        await post('/v1/webhooks/retry');
        toast(t('webhooks.retried'));
      }),
    { hidden: true },
  );
  const root = el(
    'section',
    { class: 'card' },
    el('div', { class: 'heading' }, el('h2', { text: say('webhooks.title') }), badge),
    body,
    el('p', { class: 'actions' }, retry),
  );
  return {
    root,
    draw(status) {
      const state = !status.enabled
        ? 'off'
        : status.dead > 0 || status.lastError || status.outboxProblem
          ? 'warn'
          : 'good';
      set(badge, 'class', `badge ${state}`);
      set(badge, 'text', say(`webhooks.is.${state}`));
      body.replaceChildren(status.enabled ? webhookFacts(status) : empty(say('webhooks.off')));
      retry.hidden = !status.enabled || (status.dead === 0 && status.pending === 0);
    },
  };
}

export function create() {
  const list = el('ul', { class: 'stack plain' });
  const log = el('div', {}, empty(say('log.none')));
  const webhooks = createWebhooks();
  const problem = el('p', { class: 'problem' });
  let drawn = '';

  function draw({ errors, log: lines = [] }) {
    list.replaceChildren(...errors.map(errorCard));
    if (errors.length === 0) list.append(el('li', { class: 'card' }, empty(say('errors.none'))));
    const headers = ['time', 'level', 'message'].map((name) => say(`log.${name}`));
    log.replaceChildren(
      lines.length === 0
        ? empty(say('log.none'))
        : table(say('log.title'), headers, lines.map(logRow)),
    );
  }

  async function ask() {
    const found = await get('/v1/server/errors');
    const text = JSON.stringify(found);
    if (text !== drawn) {
      drawn = text;
      draw(found);
    }
    webhooks.draw(await get('/v1/webhooks'));
  }

  const root = el(
    'section',
    {},
    el('div', { class: 'heading' }, el('h1', { text: say('nav.errors') })),
    el('h2', { text: say('errors.title') }),
    el('p', { class: 'hint', text: say('errors.hint') }),
    problem,
    list,
    el('section', { class: 'card' }, el('h2', { text: say('log.title') }), log),
    webhooks.root,
  );
  const poll = createPoll(EVERY_MS, ask, (text) => set(problem, 'text', text));
  return { root, show: poll.start, hide: poll.stop };
}
