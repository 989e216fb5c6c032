// One channel: its members and attributes.
import { get, path, query } from './api.js';
import * as choice from './appChoice.js';
import { explain } from './dialogs.js';
import { button, el, empty, row, set, table } from './dom.js';
import { count } from './format.js';
import { createSendForm } from './sendForm.js';
import { say, t } from './texts.js';

const EVERY_MS = 3000;
const PAGE = 100;

function attributeTable({ attributes }) {
  const entries = Object.entries(attributes ?? {});
  if (entries.length === 0) return empty(say('attributes.none'));
  const headers = [say('attributes.key'), say('attributes.value')];
  const text = (value) => (typeof value === 'object' ? (value.value ?? JSON.stringify(value)) : value);
  const rows = entries.map(([key, value]) => row(key, text(value)));
  return table(say('attributes.title'), headers, rows);
}

/** @param userHref where a member's link leads */
export function createChannel(userHref) {
  const title = el('h2', { class: 'id' });
  const badge = el('span', { class: 'badge' });
  const problem = el('p', { class: 'problem', role: 'alert' });
  const members = el('div', { class: 'chips' });
  const more = button(say('list.more'), () => {
    limit += PAGE;
    refresh();
  });
  const attributes = el('div', {});
  const send = createSendForm(() => ({ channel: id }));
  const root = el(
    'article',
    {},
    el(
      'div',
      { class: 'card' },
      el('div', { class: 'heading' }, title, badge),
      problem,
      el('h3', { text: say('channel.members') }),
      members,
      more,
    ),
    el('section', { class: 'card' }, el('h3', { text: say('attributes.title') }), attributes),
    send.root,
  );
  let id = '';
  let limit = PAGE;
  let timer = 0;
  let drawn = '';

  function draw(page, attributeSet) {
    const text = JSON.stringify([page, attributeSet]);
    if (text === drawn) return;
    drawn = text;
    const shown = page.members.length;
    const total = () => t('people.members', { count: page.more ? `> ${count(shown)}` : count(shown) });
    set(badge, 'text', total);
    members.replaceChildren(
      ...page.members.map((each) => el('a', { class: 'chip', href: userHref(each.id), text: each.id })),
    );
    if (shown === 0) members.append(empty(say('channel.noMembers')));
    more.hidden = !page.more;
    attributes.replaceChildren(attributeTable(attributeSet));
  }

  async function refresh() {
    const asked = id;
    try {
      const url = path`/v1/apps/${choice.app()}/channels/${id}`;
      const [page, attributeSet] = await Promise.all([
        get(`${url}/members${query({ limit })}`),
        get(`${url}/attributes`),
      ]);
      if (asked !== id) return;
      set(problem, 'text', '');
      draw(page, attributeSet);
    } catch (error) {
      if (asked === id && error.status !== 401) set(problem, 'text', explain(error));
    }
  }

  const hide = () => clearInterval(timer);
  return {
    root,
    show(channel) {
      if (channel !== id) {
        drawn = '';
        limit = PAGE;
        members.replaceChildren();
      }
      id = channel;
      set(title, 'text', id);
      hide();
      refresh();
      timer = setInterval(refresh, EVERY_MS);
    },
    hide,
  };
}
