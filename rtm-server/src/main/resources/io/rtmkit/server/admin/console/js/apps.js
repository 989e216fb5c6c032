// Apps, their certificates, the keys of their back ends, and tokens for trying things out.
import { get, path, post, remove } from './api.js';
import { attempt, confirm, showSecret, toast } from './dialogs.js';
import { button, el, empty, field, row, set, table } from './dom.js';
import { date } from './format.js';
import { say, t } from './texts.js';

function showCertificate({ id, certificate }) {
  return showSecret({
    title: say('certificate.title', { id }),
    explain: say('certificate.explain'),
    label: say('certificate.label'),
    secret: certificate,
  });
}

async function createApp() {
  let app;
  const done = await confirm(
    {
      name: 'create-app',
      title: say('apps.create'),
      explain: say('apps.createExplain'),
      confirm: say('apps.create'),
    },
    async () => {
      app = await post('/v1/apps');
    },
  );
  if (done) await showCertificate(app);
}

async function renewCertificate(id) {
  let app;
  const done = await confirm(
    {
      name: 'renew',
      title: say('renew.title', { id }),
      explain: say('renew.explain'),
      confirm: say('renew.confirm'),
      danger: true,
    },
    async () => {
      app = await post(path`/v1/apps/${id}/certificate`);
    },
  );
  if (done) await showCertificate(app);
}

async function removeApp(id) {
  const done = await confirm(
    {
      name: 'remove-app',
      title: say('apps.removeTitle', { id }),
      explain: say('apps.removeExplain'),
      confirm: say('apps.remove'),
      danger: true,
    },
    () => remove(path`/v1/apps/${id}`),
  );
  if (done) toast(t('apps.removed', { id }));
}

async function createKey(app) {
  let key;
  const note = el('input', { maxlength: 100, required: true, autocomplete: 'off' });
  const done = await confirm(
    {
      name: 'create-key',
      title: say('keys.create'),
      explain: say('keys.createExplain'),
      inputs: [{ name: 'note', label: say('keys.note'), node: note }],
      confirm: say('keys.create'),
    },
    async (values) => {
      key = await post(path`/v1/apps/${app}/keys`, values);
    },
  );
  if (!done) return;
  await showSecret({
    title: say('keys.title', { id: key.id }),
    explain: say('keys.secretExplain'),
    label: say('keys.secret'),
    secret: `${key.id}:${key.secret}`,
  });
}

async function removeKey(app, key) {
  const done = await confirm(
    {
      name: 'remove-key',
      title: say('keys.removeTitle', { id: key }),
      explain: say('keys.removeExplain'),
      confirm: say('keys.remove'),
      danger: true,
    },
    () => remove(path`/v1/apps/${app}/keys/${key}`),
  );
  if (done) toast(t('keys.removed', { id: key }));
}

function keyTable(app, keys, refresh) {
  if (keys.length === 0) return empty(say('keys.none'));
  const rows = keys.map(({ id, note, createdMs }) =>
    row(
      el('code', { text: id }),
      note,
      () => date(createdMs),
      button(say('keys.remove'), async () => {
        await removeKey(app, id);
        refresh();
      }),
    ),
  );
  const headers = [say('keys.id'), say('keys.note'), say('keys.created'), ''];
  return table(say('keys.heading'), headers, rows);
}

function tokenForm(app) {
  const user = el('input', { maxlength: 64, required: true, autocomplete: 'off' });
  const form = el(
    'form',
    { class: 'inline' },
    field(say('tokens.user'), user),
    el('button', { text: say('tokens.create') }),
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const answer = await attempt(() => post(path`/v1/apps/${app}/tokens`, { user: user.value }));
    if (!answer) return;
    await showSecret({
      title: say('tokens.title', { user: user.value }),
      explain: say('tokens.explain'),
      label: say('tokens.token'),
      secret: answer.token,
    });
  });
  return form;
}

/** An app that unfolds. */
function appCard({ id, configured, open }, refresh) {
  const keys = el('div', {});
  const act = (action) => async () => {
    await action(id);
    await refresh();
  };
  const showKeys = async () => {
    const answer = await attempt(() => get(path`/v1/apps/${id}/keys`));
    if (answer) keys.replaceChildren(keyTable(id, answer.keys, showKeys));
  };
  const own = configured
    ? [el('span', { class: 'hint', text: say('apps.configuredHint') })]
    : [
        button(say('renew.confirm'), act(renewCertificate)),
        button(say('apps.remove'), act(removeApp), { class: 'danger' }),
      ];
  const card = el(
    'details',
    { class: 'card app' },
    el(
      'summary',
      {},
      el('code', { class: 'id', text: id }),
      el('span', {
        class: 'badge',
        text: say(configured ? 'apps.configured' : 'apps.made'),
      }),
      open ? el('span', { class: 'badge warn', text: say('apps.open') }) : null,
    ),
    el('h3', { text: say('keys.heading') }),
    keys,
    el(
      'p',
      { class: 'actions' },
      button(say('keys.create'), async () => {
        await createKey(id);
        await showKeys();
      }),
    ),
    open ? null : el('h3', { text: say('tokens.heading') }),
    open ? null : tokenForm(id),
    el('p', { class: 'actions' }, ...own),
  );
  card.addEventListener('toggle', () => card.open && showKeys());
  return card;
}

export function create() {
  const cards = el('div', { class: 'stack' });
  const none = empty(say('apps.none'));
  set(none, 'class', 'empty card');
  const refresh = async () => {
    const answer = await attempt(() => get('/v1/apps'));
    if (!answer) return;
    const opened = [...cards.querySelectorAll('details[open] summary .id')].map(
      (n) => n.textContent,
    );
    cards.replaceChildren(
      ...answer.apps.map((app) => {
        const card = appCard(app, refresh);
        card.open = opened.includes(app.id);
        return card;
      }),
    );
    none.hidden = answer.apps.length > 0;
  };
  const make = button(
    say('apps.create'),
    async () => {
      await createApp();
      await refresh();
    },
    { class: 'primary' },
  );
  const root = el(
    'section',
    {},
    el('div', { class: 'heading' }, el('h1', { text: say('nav.apps') }), make),
    none,
    cards,
  );
  none.hidden = true;
  return { root, show: refresh, hide() {} };
}
