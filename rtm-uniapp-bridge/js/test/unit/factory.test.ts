import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createModule } from '../../src/client/createModule';
import type { SocketFactory } from '../../src/client/socket/SocketFactory';
import type { Result } from '../../src/api';
import { APP_ID } from '../support/FakeApp';
import { FakeClock, settle } from '../support/FakeClock';

const NO_SOCKET = { send: () => {}, close: () => {} };

// Logs in over sockets of which none opens; answers how often it was tried, and what the login brought.
async function tryToLogin(factory: SocketFactory) {
  const clock = new FakeClock();
  let attempts = 0;
  const answers: Result[] = [];
  const module = createModule((...given) => {
    attempts++;
    return factory(...given);
  }, clock);
  module.createInstance({ appId: APP_ID, server: 'ws://server/rtm' });
  module.login({ userId: 'alice' }, (answer) => answers.push(answer));
  await settle();
  const early = answers.slice();
  await clock.advance(5_999);
  const tried = attempts;
  await clock.advance(60_000);
  assert.equal(attempts, tried, 'nothing goes on after the login has failed');
  return { early, tried, answers };
}

const factories: Record<string, SocketFactory> = {
  'throws': () => {
    throw new Error('no such host');
  },
  'tells its failure at once': (_url, _protocol, listener) => {
    listener.onClose('no such host');
    return NO_SOCKET;
  },
  'tells its failure later': (_url, _protocol, listener) => {
    Promise.resolve().then(() => listener.onClose('no such host'));
    return NO_SOCKET;
  },
};

for (const name of Object.keys(factories)) {
  test(`a socket factory that ${name} is asked again until the time is over`, async () => {
    const { early, tried, answers } = await tryToLogin(factories[name]);
    assert.deepEqual(early, []);
    assert.ok(tried > 2, `${tried} attempts`);
    assert.equal(answers.length, 1);
    assert.equal(answers[0].code, 9);
    assert.match(answers[0].message, /no such host/);
  });
}
