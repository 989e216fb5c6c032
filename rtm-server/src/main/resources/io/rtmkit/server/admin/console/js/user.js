// One user: online or not, the session, attributes, ban, live trace; kick and ban.
import { get, path, post, put, remove } from './api.js';
import * as choice from './appChoice.js';
import { attributeTable } from './attributes.js';
import { attempt, confirm, toast } from './dialogs.js';
import { button, el, empty, facts, set } from './dom.js';
import { date } from './format.js';
import { createPoll } from './poll.js';
import { createSendForm } from './sendForm.js';
import { say, t } from './texts.js';
import { createTrace } from './trace.js';

const EVERY_MS = 3000;
const MINUTE_S = 60;
const TERMS = [10 * MINUTE_S, 60 * MINUTE_S, 24 * 60 * MINUTE_S, 0];

const reasonInput = () => ({
  name: 'reason',
  label: say('user.reason'),
  node: el('input', { maxlength: 200, required: true, autocomplete: 'off' }),
});

function kick(url, user) {
  return confirm(
    {
      name: 'kick',
      title: say('kick.title', { user }),
      explain: say('kick.explain'),
      inputs: [reasonInput()],
      confirm: say('user.kick'),
      danger: true,
    },
    ({ reason }) => post(`${url}/kick`, { reason }),
  );
}

function ban(url, user) {
  const term = el(
    'select',
    {},
    ...TERMS.map((seconds) => el('option', { value: seconds, text: say(`ban.for.${seconds}`) })),
  );
  return confirm(
    {
      name: 'ban',
      title: say('ban.title', { user }),
      explain: say('ban.explain'),
      inputs: [{ name: 'seconds', label: say('ban.term'), node: term }, reasonInput()],
      confirm: say('user.ban'),
      danger: true,
    },
    ({ reason, seconds }) =>
      put(`${url}/ban`, Number(seconds) === 0 ? { reason } : { reason, seconds: Number(seconds) }),
  );
}

function sessionFacts({ id, openedMs, connected, address, channels }) {
  const links = el(
    'span',
    { class: 'chips' },
    ...channels.map((each) =>
      el('a', { class: 'chip', href: `#people/channels/${encodeURIComponent(each)}`, text: each }),
    ),
  );
  return facts([
    [say('session.id'), el('code', { text: id })],
    [say('session.opened'), () => date(openedMs)],
    [say('session.address'), connected ? address : say('session.lost')],
    [say('session.channels'), channels.length > 0 ? links : '–'],
  ]);
}

function banFacts({ reason, untilMs }) {
  return facts([
    [say('ban.until'), () => (untilMs ? date(untilMs) : t('ban.forEver'))],
    [say('user.reason'), reason || '–'],
  ]);
}

/** They end with the session, which may just have happened. */
async function findAttributes(url) {
  try {
    return (await get(`${url}/attributes`)).attributes;
  } catch (error) {
    if (error.status === 404) return {};
    throw error;
  }
}

/** @param changed called after the user was kicked or banned */
export function createUser(changed) {
  const title = el('h2', { class: 'id' });
  const badge = el('span', { class: 'badge' });
  const kickButton = button(say('user.kick'), () => act(kick, 'kick.done'), { class: 'danger' });
  const banButton = button(say('user.ban'), () => act(ban, 'ban.done'), { class: 'danger' });
  const unbanButton = button(say('user.unban'), unban);
  const session = el('div', {});
  const banned = el('div', { class: 'card' });
  const attributes = el('div', {});
  const problem = el('p', { class: 'problem', role: 'alert' });
  const trace = createTrace(() => `${url()}/trace`);
  const send = createSendForm(() => ({ peer: id }));
  const root = el(
    'article',
    {},
    el(
      'div',
      { class: 'card' },
      el('div', { class: 'heading' }, title, badge),
      problem,
      session,
      el('p', { class: 'actions' }, unbanButton, kickButton, banButton),
    ),
    banned,
    el('section', { class: 'card' }, el('h3', { text: say('attributes.title') }), attributes),
    trace.root,
    send.root,
  );
  let id = '';
  let drawn = '';

  const url = () => path`/v1/apps/${choice.app()}/users/${id}`;

  async function act(question, doneText) {
    const user = id;
    if (await question(url(), user)) {
      toast(t(doneText, { user }));
      await poll.now();
      changed();
    }
  }

  async function unban() {
    const user = id;
    await attempt(async () => {
      await remove(`${url()}/ban`);
      toast(t('unban.done', { user }));
    });
    await poll.now();
  }

  function draw(user, found) {
    // Drawn anew only if something changed: what is selected or focused stays.
    const text = JSON.stringify([user, found]);
    if (text === drawn) return;
    drawn = text;
    set(badge, 'class', `badge state-${user.state}`);
    set(badge, 'text', say(`state.${user.state}`));
    session.replaceChildren(user.session ? sessionFacts(user.session) : empty(say('user.offline')));
    banned.replaceChildren(
      el('h3', { text: say('ban.heading') }),
      user.ban ? banFacts(user.ban) : '',
    );
    banned.hidden = !user.ban;
    attributes.replaceChildren(attributeTable(found));
    kickButton.disabled = !user.session;
    unbanButton.hidden = !user.ban;
    banButton.hidden = Boolean(user.ban);
    banButton.disabled = false;
  }

  async function ask(isWanted) {
    const user = await get(url());
    const found = user.session ? await findAttributes(url()) : {};
    if (isWanted()) draw(user, found);
  }

  const poll = createPoll(EVERY_MS, ask, (text) => set(problem, 'text', text));

  /** Nothing of one user is shown under the name of another. */
  function forget() {
    trace.clear();
    drawn = '';
    set(badge, 'class', 'badge');
    set(badge, 'text', '…');
    for (const part of [session, attributes]) part.replaceChildren();
    for (const each of [kickButton, banButton]) each.disabled = true;
    for (const part of [banned, unbanButton]) part.hidden = true;
  }

  function hide() {
    poll.stop();
    trace.stop();
  }

  return {
    root,
    show(user) {
      if (user !== id) forget();
      id = user;
      set(title, 'text', id);
      hide();
      poll.start();
    },
    hide,
  };
}
