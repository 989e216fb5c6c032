// Which app the views are about: one choice for all of them, kept in this tab.
import { get } from './api.js';
import { attempt } from './dialogs.js';
import { el, field, set } from './dom.js';
import * as server from './server.js';
import { say, t } from './texts.js';

const KEPT_AS = 'rtmkit.app';
const OTHER = '';
const LENGTH = 32;
/** The app id of the documentation: in dev mode as good as any. */
const SAMPLE = '0123456789abcdef0123456789abcdef';

const listeners = new Set();
let chosen = sessionStorage.getItem(KEPT_AS) ?? '';
let apps = [];

/** The app id, or an empty text while there is none. */
export function app() {
  return chosen;
}

/** Whether any token logs in. */
export function isOpen() {
  return apps.find((each) => each.id === chosen)?.open ?? true;
}

/** Calls the listener whenever another app is chosen. */
export function subscribe(listener) {
  listeners.add(listener);
}

/** Asks the server for its apps; chooses the first if nothing was chosen. */
export async function load() {
  const answer = await attempt(() => get('/v1/apps'));
  if (!answer) return;
  apps = answer.apps;
  const mayBeAny = server.info()?.devMode;
  const stays = apps.some((each) => each.id === chosen) || (mayBeAny && chosen !== '');
  if (stays) tell();
  else choose(apps[0]?.id ?? (mayBeAny ? SAMPLE : ''));
}

function choose(id) {
  chosen = id;
  sessionStorage.setItem(KEPT_AS, id);
  tell();
}

function tell() {
  listeners.forEach((listener) => listener());
}

/** A field to choose from the server's apps; in dev mode any other id too. */
export function createChooser() {
  const select = el('select', { name: 'app' });
  const input = el('input', {
    name: 'otherApp',
    maxlength: LENGTH,
    minlength: LENGTH,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-label': say('app.otherLabel'),
    placeholder: say('app.otherLabel'),
  });
  const draw = () => {
    const known = apps.some((each) => each.id === chosen);
    select.replaceChildren(
      ...apps.map(({ id, open }) =>
        el('option', { value: id, text: open ? () => t('app.open', { id }) : id }),
      ),
    );
    if (server.info()?.devMode) {
      select.append(el('option', { value: OTHER, text: say('app.other') }));
    }
    select.value = known ? chosen : OTHER;
    input.hidden = known || !server.info()?.devMode;
    if (document.activeElement !== input) set(input, 'value', known ? '' : chosen);
  };
  select.addEventListener('change', () => {
    choose(select.value);
    if (!input.hidden) input.focus();
  });
  input.addEventListener('input', () => {
    if (input.value.length === LENGTH) choose(input.value);
  });
  subscribe(draw);
  server.subscribe(draw);
  return el('div', { class: 'chooser' }, field(say('app.label'), select), input);
}
