// Users and channels of an app: lists on one side, what was chosen on the other.
import { get, path, query } from './api.js';
import * as choice from './appChoice.js';
import { createBans } from './bans.js';
import { createChannel } from './channel.js';
import { el, empty, icon, set } from './dom.js';
import { count } from './format.js';
import { createInvitations } from './invitations.js';
import { createList } from './list.js';
import { say, t } from './texts.js';
import { createUser } from './user.js';

const TABS = ['users', 'channels', 'bans', 'invitations'];

const hrefOf = (tab) => (id) => `#people/${tab}/${encodeURIComponent(id)}`;

function createUsers() {
  return createList({
    label: say('people.searchUsers'),
    none: say('people.noUsers'),
    href: hrefOf('users'),
    load: async (page) => {
      const { users, ...rest } = await get(path`/v1/apps/${choice.app()}/users` + query(page));
      return { items: users, ...rest };
    },
    item: (link, { id, state }) => {
      const dot = el('i', { class: `dot state-${state}`, title: say(`state.${state}`) });
      link.replaceChildren(
        dot,
        el('span', { class: 'id', text: id }),
        el('span', { class: 'hint', text: say(`state.${state}`) }),
      );
    },
  });
}

function createChannels() {
  return createList({
    label: say('people.searchChannels'),
    none: say('people.noChannels'),
    href: hrefOf('channels'),
    load: async (page) => {
      const { channels, ...rest } = await get(path`/v1/apps/${choice.app()}/channels` + query(page));
      return { items: channels, ...rest };
    },
    item: (link, { id, memberCount }) => {
      link.replaceChildren(
        el('span', { class: 'id', text: id }),
        el('span', {
          class: 'hint',
          text: () => t('people.members', { count: count(memberCount) }),
        }),
      );
    },
  });
}

function createTabs() {
  const links = Object.fromEntries(
    TABS.map((tab) => [tab, el('a', { href: `#people/${tab}`, text: say(`people.${tab}`) })]),
  );
  const root = el(
    'nav',
    { class: 'tabs', 'aria-label': say('people.tabs') },
    ...Object.values(links),
  );
  return {
    root,
    mark(current) {
      for (const [tab, link] of Object.entries(links)) {
        if (tab === current) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
      }
    },
  };
}

export function create() {
  const lists = {
    users: createUsers(),
    channels: createChannels(),
    bans: createBans(hrefOf('users')),
    invitations: createInvitations(),
  };
  const details = {
    users: createUser(() => lists.users.refresh()),
    channels: createChannel(hrefOf('users')),
  };
  const tabs = createTabs();
  const back = el('a', { class: 'back' }, icon('back'), el('span', { text: say('people.back') }));
  const hint = empty(say('people.choose'));
  const side = el('div', { class: 'detail' }, back, hint);
  const panel = el('div', { class: 'panel' });
  const body = el('div', { class: 'split' }, panel, side);
  let tab = null;
  let shownId = '';

  function hide() {
    lists[tab]?.stop();
    Object.values(details).forEach((detail) => detail.hide());
    tab = null;
  }

  function openTab(wanted) {
    if (tab === wanted) return;
    hide();
    tab = wanted;
    tabs.mark(tab);
    back.setAttribute('href', `#people/${tab}`);
    panel.replaceChildren(lists[tab].root);
    body.classList.toggle('wide', !(tab in details));
    if (choice.app()) lists[tab].start();
  }

  /** Shows #people/TAB/ID. */
  function go([wanted = tab ?? 'users', id = '']) {
    openTab(TABS.includes(wanted) ? wanted : 'users');
    shownId = tab in details ? id : '';
    body.classList.toggle('opened', shownId !== '');
    Object.values(details).forEach((detail) => detail.hide());
    hint.hidden = shownId !== '';
    side.replaceChildren(back, hint);
    lists[tab].mark?.(shownId);
    if (shownId === '') return;
    side.append(details[tab].root);
    details[tab].show(shownId);
  }

  let app = choice.app();
  choice.subscribe(() => {
    if (choice.app() === app) return;
    app = choice.app();
    Object.values(lists).forEach((list) => list.clear?.());
    if (tab === null) return;
    const reopened = tab;
    hide();
    go([reopened]);
  });

  const root = el(
    'section',
    { class: 'people' },
    el('div', { class: 'heading' }, el('h1', { text: say('nav.people') }), choice.createChooser()),
    tabs.root,
    body,
  );
  set(hint, 'class', 'empty card');
  let loaded = false;
  let wanted = null; // while the apps are asked for, the operator may go on, or away
  return {
    root,
    async show(parts) {
      wanted = parts;
      if (!loaded) await choice.load();
      loaded = true;
      if (wanted) go(wanted);
    },
    hide() {
      wanted = null;
      hide();
    },
    onRoute(parts) {
      wanted = parts;
      if (loaded) go(parts);
    },
  };
}
