import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '../../src/api';
import { Refusal } from '../../src/client/Answer';
import { Args } from '../../src/client/Args';
import { APP_ID, FakeApp } from '../support/FakeApp';
import { settle } from '../support/FakeClock';

const read = (given: unknown) => new Args(given, 3);

test('texts: numbers count as ids, null as nothing', () => {
  assert.equal(read({ id: 7 }).text('id'), '7');
  assert.equal(read({ id: null }).optionalText('id'), '');
  assert.throws(() => read({ id: null }).text('id', 6), new Refusal(6, 'id: is missing'));
  assert.throws(() => read({ id: {} }).text('id'), new Refusal(3, 'id: must be a text'));
  assert.throws(() => read('text').text('id'), /id: is missing/);
  assert.equal(read('{"id": true}').text('id'), 'true');
});

test('numbers, also as texts', () => {
  assert.equal(read({ n: '5' }).number('n'), 5);
  assert.equal(read({}).number('n', 9), 9);
  assert.throws(() => read({ n: 'five' }).number('n'), /n: must be a whole number/);
  assert.throws(() => read({}).number('n'), /n: is missing/);
  assert.equal(read({ n: 9e18 }).number('n'), 9e18);
  assert.throws(() => read({ n: 1e19 }).number('n'), /n: must be a whole number/);
  assert.equal(read({ n: '18446744073709551615' }).bigNumber('n'), 'ffffffffffffffff');
  assert.equal(read({ n: 10 }).bigNumber('n'), '000000000000000a');
  assert.throws(() => read({ n: '18446744073709551616' }).bigNumber('n'), /n: must be/);
});

test('flags, also as texts', () => {
  const flag = (value: unknown) => read({ f: value }).flag('f');
  assert.deepEqual([true, 'true', 1, 7].map(flag), Array(4).fill(true));
  assert.deepEqual([false, 'false', 0, null, ''].map(flag), Array(5).fill(false));
  assert.throws(() => flag('perhaps'), /f: must be true or false/);
});

test('lists, also of a single text', () => {
  assert.deepEqual(read({ ids: 'a' }).texts('ids'), ['a']);
  assert.deepEqual(read({ ids: [1, 'a', 1] }).textsOnce('ids'), ['1', 'a']);
  assert.throws(() => read({ ids: ['a', {}] }).texts('ids'), /ids\[1\]: must be a text/);
});

test('attributes: the options themselves, or wrapped', () => {
  assert.deepEqual(read({ a: 1 }).ownAttributes(), { a: 1 });
  assert.deepEqual(read({ attributes: { a: 1 } }).ownAttributes(), { a: 1 });
  assert.deepEqual(read({ attributes: 'text' }).ownAttributes(), { attributes: 'text' });
  assert.throws(() => read([]).ownAttributes(), /attributes: must be an object/);
});

test('every form of a call is answered once: f(options, cb), f(cb), f(options), f()', async () => {
  const app = await FakeApp.loggedIn();
  const codes: number[] = [];
  const onAnswer = (result: { code: number }) => codes.push(result.code);
  const join = app.module.join as (...given: unknown[]) => unknown;
  const given = [[{ channelId: '/' }, onAnswer], [onAnswer], [{ channelId: '/' }], [], [null, onAnswer]];
  given.forEach((each) => assert.equal(join(...each), undefined));
  join('text', onAnswer);
  (app.module.logout as (...given: unknown[]) => unknown)(undefined, onAnswer);
  await app.connection.answer('logout');
  await settle();
  assert.deepEqual(codes, [3, 3, 3, 3, 0]);
});

test('kinds of attributes keep', async () => {
  const app = await FakeApp.loggedIn();
  const attributes = JSON.parse('{"n":-1.5,"big":1e21,"text":"23","on":false,"__proto__":"x"}');
  app.call('setLocalUserAttributes', attributes);
  const write = app.connection.last('writeUserAttributes').writeUserAttributes!.write!;
  assert.deepEqual(
    write.attributes.map((each) => [each.key, each.value, each.kind]),
    [
      ['n', '-1.5', 1],
      ['big', '1e+21', 1],
      ['text', '23', 0],
      ['on', 'false', 2],
      ['__proto__', 'x', 0],
    ],
  );
  let read: object | undefined;
  app.module.getUserAttributes({ userId: 'bob' }, (answer) => (read = answer.userAttributesList));
  await app.connection.answer('readUserAttributes', {
    userAttributes: { attributes: write.attributes },
  });
  assert.deepEqual(read, attributes);
  assert.equal(Object.getPrototypeOf(read), Object.prototype);
});

test('createInstance has a code of its own for each of its arguments', async () => {
  const app = new FakeApp();
  const createInstance = app.call.bind(app, 'createInstance') as (given: unknown) => { answer?: Result };
  const appId = createInstance({ appId: {} });
  const server = createInstance({ appId: APP_ID, server: {} });
  await settle();
  assert.deepEqual([appId.answer?.code, server.answer?.code], [3, 4]);
});
