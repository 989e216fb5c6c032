// A list of links that is searched by the beginning of ids, in pages, and kept up to date.
import { attempt } from './dialogs.js';
import { button, el, empty, set } from './dom.js';
import { createPoll } from './poll.js';
import { say } from './texts.js';

const EVERY_MS = 4000;
const TYPING_MS = 200;
const PAGE = 50;

/**
 * Makes a list.
 *
 * @param label what the search field says
 * @param none what stands in an empty list
 * @param load ({prefix, after, limit}) gives {items, more, incomplete}; each item has an id
 * @param item fills the link of an item: (link, item)
 * @param href where an item's link leads
 */
export function createList({ label, none, load, item, href }) {
  const search = el('input', {
    type: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: 64,
    placeholder: label,
    'aria-label': label,
  });
  const exact = el('a', { class: 'exact' });
  const links = el('ul', { class: 'list' });
  const nothing = empty(none);
  const problem = el('p', { class: 'problem' });
  const missing = el('p', { class: 'problem' });
  const more = button(say('list.more'), () => attempt(() => fetchPage(lastId)));
  const root = el(
    'div',
    { class: 'card searched' },
    search,
    exact,
    problem,
    missing,
    links,
    nothing,
    more,
  );

  const nodes = new Map();
  let lastId = '';
  let pages = 1;
  let asked = 0;
  let typing = 0;

  function draw(items, isMore, append) {
    const kept = append ? [...links.children] : [];
    const fresh = items.map((each) => {
      const link = nodes.get(each.id) ?? el('a', { href: href(each.id) });
      nodes.set(each.id, link);
      item(link, each);
      return link.parentElement ?? el('li', {}, link);
    });
    const wanted = [...kept, ...fresh];
    wanted.forEach((node, i) => {
      if (links.children[i] !== node) links.insertBefore(node, links.children[i] ?? null);
    });
    while (links.children.length > wanted.length) links.lastChild.remove();
    lastId = items.at(-1)?.id ?? lastId;
    more.hidden = !isMore;
    nothing.hidden = wanted.length > 0;
    const typed = search.value;
    exact.hidden = typed === '' || items.some((each) => each.id === typed);
    exact.setAttribute('href', href(typed));
    set(exact, 'text', say('list.exact', { id: typed }));
  }

  async function fetchPage(after) {
    const mine = ++asked;
    const page = await load({ prefix: search.value, after, limit: PAGE });
    if (mine !== asked) return;
    pages = after === '' ? 1 : pages + 1;
    draw(page.items, page.more, after !== '');
    const names = (page.incomplete ?? []).join(', ');
    set(missing, 'text', names === '' ? '' : say('list.incomplete', { names }));
  }

  search.addEventListener('input', () => {
    clearTimeout(typing);
    pages = 1;
    typing = setTimeout(poll.now, TYPING_MS);
  });

  // Who has paged further is not thrown back.
  const poll = createPoll(
    EVERY_MS,
    async () => pages === 1 && fetchPage(''),
    (text) => set(problem, 'text', text),
  );

  exact.hidden = true;
  more.hidden = true;
  return {
    root,
    /** Begins anew, for another app. */
    clear() {
      nodes.clear();
      links.replaceChildren();
      search.value = '';
      pages = 1;
    },
    start: poll.start,
    stop: poll.stop,
    refresh: poll.now,
    /** Marks the item that is shown beside the list. */
    mark(id) {
      links
        .querySelectorAll('[aria-current]')
        .forEach((each) => each.removeAttribute('aria-current'));
      nodes.get(id)?.setAttribute('aria-current', 'true');
    },
  };
}
