// One channel: its members and attributes.
import { get, path, query } from './api.js';
import * as choice from './appChoice.js';
import { attributeTable } from './attributes.js';
import { button, el, empty, set } from './dom.js';
import { count } from './format.js';
import { createPoll } from './poll.js';
import { createSendForm } from './sendForm.js';
import { say, t } from './texts.js';

const EVERY_MS = 3000;
const PAGE = 100;

/** @param userHref where a member's link leads */
export function createChannel(userHref) {
  const title = el('h2', { class: 'id' });
  const badge = el('span', { class: 'badge' });
  const problem = el('p', { class: 'problem', role: 'alert' });
  const members = el('div', { class: 'chips' });
  const more = button(say('list.more'), () => {
    limit += PAGE;
    poll.now();
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
  let drawn = '';

  function draw(page, attributeSet) {
    const text = JSON.stringify([page, attributeSet]);
    if (text === drawn) return;
    drawn = text;
    const shown = page.members.length;
    const total = () =>
      t('people.members', { count: page.more ? `> ${count(shown)}` : count(shown) });
    set(badge, 'text', total);
    members.replaceChildren(
      ...page.members.map((each) =>
        el('a', { class: 'chip', href: userHref(each.id), text: each.id }),
      ),
    );
    if (shown === 0) members.append(empty(say('channel.noMembers')));
    more.hidden = !page.more;
    attributes.replaceChildren(attributeTable(attributeSet));
  }

  async function ask(isWanted) {
    const url = path`/v1/apps/${choice.app()}/channels/${id}`;
    const [page, attributeSet] = await Promise.all([
      get(`${url}/members${query({ limit })}`),
      get(`${url}/attributes`),
    ]);
    if (isWanted()) draw(page, attributeSet);
  }

  const poll = createPoll(EVERY_MS, ask, (text) => set(problem, 'text', text));
  return {
    root,
    show(channel) {
      if (channel !== id) {
        drawn = '';
        limit = PAGE;
        set(badge, 'text', '…');
        for (const part of [members, attributes]) part.replaceChildren();
      }
      id = channel;
      set(title, 'text', id);
      poll.start();
    },
    hide: poll.stop,
  };
}
