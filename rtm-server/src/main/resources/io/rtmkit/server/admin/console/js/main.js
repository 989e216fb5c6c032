// Starts the page: the key first, then the views, one at a time, chosen by the part of the URL behind #.
import { forgetKey, hasKey, whenRefused } from './api.js';
import * as appsView from './apps.js';
import { askForKey } from './dialogs.js';
import { el, icon, retranslate, set } from './dom.js';
import * as errorsView from './errors.js';
import * as live from './live.js';
import * as overviewView from './overview.js';
import * as peopleView from './people.js';
import * as playgroundView from './playground.js';
import * as server from './server.js';
import { currentTheme, initTheme, switchTheme, whenThemeChanges } from './theme.js';
import { initLanguage, say, switchLanguage, t } from './texts.js';

const VIEWS = {
  overview: overviewView,
  people: peopleView,
  apps: appsView,
  playground: playgroundView,
  errors: errorsView,
};

const main = document.getElementById('main');
const nav = document.getElementById('nav');
const built = {};
const links = {};
let current = null;

function buildFrame() {
  set(document.getElementById('skip'), 'text', say('shell.skip'));
  set(nav, 'aria-label', say('shell.nav'));
  for (const id of Object.keys(VIEWS)) {
    links[id] = el('a', { href: `#${id}` }, icon(id), el('span', { text: say(`nav.${id}`) }));
    nav.append(links[id]);
  }
  document.getElementById('tools').append(
    el('button', {
      type: 'button',
      id: 'language',
      text: say('shell.language'),
      'aria-label': say('shell.languageLabel'),
      on: { click: changeLanguage },
    }),
    el(
      'button',
      {
        type: 'button',
        id: 'theme',
        'aria-label': () => t(currentTheme() === 'dark' ? 'shell.toLight' : 'shell.toDark'),
        on: { click: switchTheme },
      },
      icon('theme'),
    ),
    el(
      'button',
      { type: 'button', id: 'leave', 'aria-label': say('shell.leave'), on: { click: leave } },
      icon('leave'),
    ),
  );
}

function changeLanguage() {
  switchLanguage();
  retranslate(document);
  built[current]?.onLanguage?.();
  showTitle();
}

function showTitle() {
  document.title = `${t(`nav.${current}`)} · ${t('shell.title')}`;
}

/** Shows the view that the URL names; further parts of it go to the view. */
function route() {
  const [name, ...rest] = location.hash.slice(1).split('/');
  if (location.hash === '#main') return; // the link that skips the navigation
  const id = name in VIEWS ? name : 'overview';
  if (current !== id) {
    built[current]?.hide();
    if (current) built[current].root.hidden = true;
    links[current]?.removeAttribute('aria-current');
    current = id;
    links[id].setAttribute('aria-current', 'page');
    built[id] ??= build(id);
    built[id].root.hidden = false;
    showTitle();
    window.scrollTo(0, 0);
    built[id].show(rest.map(decodeURIComponent));
  } else {
    built[id].onRoute?.(rest.map(decodeURIComponent));
  }
}

function build(id) {
  const view = VIEWS[id].create();
  view.root.classList.add('view');
  view.root.dataset.view = id;
  main.append(view.root);
  return view;
}

/** Everything begins with a key that the server takes. */
async function begin(refused) {
  server.stop();
  live.stop();
  if (!hasKey()) await askForKey(refused);
  await server.start();
  live.start();
  if (current) built[current].show([]);
  else route();
}

let asking = false;

async function onRefused() {
  if (asking) return;
  asking = true;
  forgetKey();
  built[current]?.hide();
  await begin(true);
  asking = false;
}

/** Nothing of what was seen stays in the page. */
function leave() {
  forgetKey();
  location.reload();
}

initTheme();
initLanguage();
buildFrame();
whenRefused(onRefused);
whenThemeChanges(() => {
  retranslate(document);
  for (const view of Object.values(built)) view.onTheme?.();
});
window.addEventListener('hashchange', () => {
  if (current) route();
});
begin(false);
