// Who is banned from an app.
import { get, path } from './api.js';
import * as choice from './appChoice.js';
import { el, row, table } from './dom.js';
import { date } from './format.js';
import { createPollTable } from './pollTable.js';
import { say, t } from './texts.js';

const EVERY_MS = 4000;

/** @param userHref where a user's link leads */
export function createBans(userHref) {
  const headers = [say('bans.user'), say('ban.until'), say('user.reason')];
  const rowOf = ({ user, reason, untilMs }) =>
    row(
      el('a', { class: 'id', href: userHref(user), text: user }),
      () => (untilMs ? date(untilMs) : t('ban.forEver')),
      reason,
    );
  return createPollTable({
    everyMs: EVERY_MS,
    none: say('bans.none'),
    load: async () => (await get(path`/v1/apps/${choice.app()}/bans`)).bans,
    draw: (bans) => table(say('people.bans'), headers, bans.map(rowOf)),
  });
}
