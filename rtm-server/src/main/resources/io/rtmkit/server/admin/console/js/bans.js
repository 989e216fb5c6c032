// Who is banned from an app.
import { get, path } from './api.js';
import * as choice from './appChoice.js';
import { attempt } from './dialogs.js';
import { el, empty, row, table } from './dom.js';
import { date } from './format.js';
import { say, t } from './texts.js';

const EVERY_MS = 4000;

/** @param userHref where a user's link leads */
export function createBans(userHref) {
  const root = el('div', { class: 'card' }, empty(say('bans.none')));
  let timer = 0;
  let drawn = '';

  async function refresh() {
    const answer = await attempt(() => get(path`/v1/apps/${choice.app()}/bans`));
    const text = JSON.stringify(answer);
    if (!answer || text === drawn) return;
    drawn = text;
    const rows = answer.bans.map(({ user, reason, untilMs }) =>
      row(
        el('a', { class: 'id', href: userHref(user), text: user }),
        () => (untilMs ? date(untilMs) : t('ban.forEver')),
        reason,
      ),
    );
    const headers = [say('bans.user'), say('ban.until'), say('user.reason')];
    root.replaceChildren(
      rows.length === 0 ? empty(say('bans.none')) : table(say('people.bans'), headers, rows),
    );
  }

  return {
    root,
    start() {
      clearInterval(timer);
      refresh();
      timer = setInterval(refresh, EVERY_MS);
    },
    stop: () => clearInterval(timer),
  };
}
