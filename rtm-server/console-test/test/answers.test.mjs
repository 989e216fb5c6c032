// What the pretended server answers has the fields that a server answers with. ConsoleIT starts that one, and lets
// clients talk.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createWorld } from '../mock/world.mjs';

const {
  RTMKIT_CONSOLE_URL: url,
  RTMKIT_CONSOLE_KEY: key,
  RTMKIT_CONSOLE_APP: app,
} = process.env;
const skip = !url && 'no RTMKIT_CONSOLE_URL: ConsoleIT gives it';
const IN_THE_YEAR_2001_MS = 1e12;

const kindOf = (value, name) => {
  if (typeof value !== 'number' || !name.endsWith('Ms') || value === 0) return typeof value;
  return value > IN_THE_YEAR_2001_MS ? 'a time' : 'a duration';
};

/** What the pretended one says and a server does not, or says otherwise. */
function differences(pretended, real, path, name = '') {
  if (Array.isArray(pretended)) {
    if (!Array.isArray(real)) return [`${path} is no list`];
    return pretended.length > 0 && real.length > 0
      ? differences(pretended[0], real[0], `${path}[0]`)
      : [];
  }
  if (typeof pretended === 'object') {
    if (typeof real !== 'object') return [`${path} is ${typeof real}`];
    return Object.entries(pretended).flatMap(([each, value]) =>
      each in real
        ? differences(value, real[each], `${path}.${each}`, each)
        : [`${path}.${each} is missing`],
    );
  }
  const [said, is] = [kindOf(pretended, name), kindOf(real, name)];
  return said === is || real === 0 ? [] : [`${path} is ${is}, not ${said}`];
}

describe('the pretended server', { skip }, () => {
  const world = createWorld();

  async function ask(method, path, body) {
    const response = await fetch(new URL(`v1/${path}`, url), {
      method,
      headers: { authorization: `Bearer ${key}` },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${text}`);
    const [status, pretended] = world.answer(method, new URL(`http://mock/v1/${path}`), body);
    assert.equal(response.status, status, `${method} ${path}`);
    return { real: text && JSON.parse(text), pretended };
  }

  for (const [method, path, body] of [
    ['GET', 'server'],
    ['GET', 'server/live'],
    ['GET', 'server/errors'],
    ['GET', 'webhooks'],
    ['GET', 'apps'],
    ['POST', 'apps/APP/keys', { note: 'for a test' }],
    ['GET', 'apps/APP/keys'],
    ['POST', 'apps/APP/messages', { from: 'shop', peer: 'receiver', text: 'your parcel' }],
    ['GET', 'apps/APP/users'],
    ['GET', 'apps/APP/users/receiver'],
    ['PUT', 'apps/APP/users/mallory/ban', { reason: 'spam', seconds: 60 }],
    ['GET', 'apps/APP/users/mallory'],
    ['GET', 'apps/APP/bans'],
    ['GET', 'apps/APP/users/receiver/attributes'],
    ['GET', 'apps/APP/channels'],
    ['GET', 'apps/APP/channels/room/members'],
    ['GET', 'apps/APP/channels/room/attributes'],
    ['GET', 'apps/APP/invitations'],
  ])
    test(`${method} ${path}`, async () => {
      const { real, pretended } = await ask(method, path.replace('APP', app), body);
      // Attributes are the users' own.
      const { attributes, ...rest } = pretended;
      assert.equal(typeof real.attributes, typeof attributes);
      assert.deepEqual(differences(rest, real, path), []);
    });
});
