// A card with a table that is kept up to date.
import { el, empty, set } from './dom.js';
import { createPoll } from './poll.js';

/**
 * Makes the card.
 *
 * @param none what stands there without a row
 * @param load gives the rows' contents
 * @param draw makes the table of them
 */
export function createPollTable({ everyMs, none, load, draw }) {
  const problem = el('p', { class: 'problem' });
  const body = el('div', {}, empty(none));
  let drawn = '[]';
  const ask = async (isWanted) => {
    const all = await load();
    const text = JSON.stringify(all);
    if (!isWanted() || text === drawn) return;
    drawn = text;
    body.replaceChildren(all.length === 0 ? empty(none) : draw(all));
  };
  const poll = createPoll(everyMs, ask, (text) => set(problem, 'text', text));
  return { root: el('div', { class: 'card' }, problem, body), start: poll.start, stop: poll.stop };
}
