// The server itself: what it is, and what an operator does to it.
import { post } from './api.js';
import { confirm, toast } from './dialogs.js';
import { button, el, facts, set } from './dom.js';
import { date, duration } from './format.js';
import * as server from './server.js';
import { say, t } from './texts.js';

async function drain() {
  const done = await confirm(
    {
      name: 'drain',
      title: say('drain.title'),
      explain: say('drain.explain'),
      confirm: say('drain.confirm'),
      danger: true,
    },
    () => post('/v1/server/drain'),
  );
  if (done) toast(t('drain.done'));
  server.ask();
}

async function reload() {
  let result;
  const done = await confirm(
    {
      name: 'reload',
      title: say('reload.title'),
      explain: say('reload.explain'),
      confirm: say('reload.confirm'),
    },
    async () => {
      result = await post('/v1/server/reload');
    },
  );
  if (!done) return;
  const { changed = [], needsRestart = [] } = result ?? {};
  toast(changed.length === 0 ? t('reload.same') : t('reload.done', { names: changed.join(', ') }));
  if (needsRestart.length > 0) {
    toast(t('reload.restart', { names: needsRestart.join(', ') }), 'warn');
  }
}

async function backUp() {
  const name = `console-${new Date().toISOString().slice(0, 16).replace(/[:T]/g, '-')}`;
  let result;
  const done = await confirm(
    {
      name: 'backup',
      title: say('backup.title'),
      explain: say('backup.explain'),
      inputs: [
        {
          name: 'name',
          label: say('backup.name'),
          node: el('input', { value: name, required: true, autocomplete: 'off' }),
        },
      ],
      confirm: say('backup.confirm'),
    },
    async (values) => {
      result = await post('/v1/server/backup', values);
    },
  );
  if (done) toast(t('backup.done', result));
}

export function createServerCard() {
  const names = ['version', 'started', 'uptime', 'port', 'devMode'];
  const shown = names.map(() => el('span', { text: '–' }));
  const backup = button(say('backup.title'), backUp);
  server.subscribe((info) => {
    const { port, tls, webSocketPath } = info.clientPort;
    const texts = [
      info.version,
      () => date(info.startedMs),
      () => duration(Date.now() - info.startedMs),
      () => t(tls ? 'server.portTls' : 'server.portPlain', { port, path: webSocketPath }),
      say(info.devMode ? 'server.devOn' : 'server.devOff'),
    ];
    texts.forEach((text, i) => set(shown[i], 'text', text));
    backup.hidden = info.store !== 'embedded';
  });
  return el(
    'section',
    { class: 'card' },
    el('div', { class: 'heading' }, el('h2', { text: say('server.title') })),
    facts(names.map((name, i) => [say(`server.${name}`), shown[i]])),
    el(
      'p',
      { class: 'actions' },
      button(say('reload.title'), reload),
      backup,
      button(say('drain.title'), drain, { class: 'danger' }),
    ),
  );
}
