import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CloseCode, LoginError } from '../../src/generated/protocol';
import { APP_ID, FakeApp } from '../support/FakeApp';
import { settle } from '../support/FakeClock';

const states = (app: FakeApp) =>
  app.events.map((e) => (e.rtmEvent === 'onConnectionStateChanged' ? [e.state, e.reason] : []));

function begin(): { app: FakeApp; login: { answer?: { code: number; message: string } } } {
  const app = new FakeApp();
  app.call('createInstance', { appId: APP_ID, server: 'host:1234' });
  return { app, login: app.call('login', { userId: 'alice', token: 't' }) };
}

test('login: connect, one LoginRequest, the reply', async () => {
  const { app, login } = begin();
  assert.equal(app.connection.url, 'ws://host:1234/rtm');
  assert.equal(app.connection.protocol, 'rtmkit.v1');
  await app.connection.accept();
  const request = app.connection.last('login').login;
  assert.deepEqual([request?.appId, request?.userId, request?.token], [APP_ID, 'alice', 't']);
  assert.match(String(request?.sdk), /^rtmkit-js\/\d/);
  assert.equal(request?.resume, undefined);
  assert.equal(login.answer === undefined, true);
  await app.connection.login();
  assert.deepEqual(login.answer, { code: 0, message: '' });
  assert.deepEqual(states(app), [
    [2, 1],
    [3, 2],
  ]);
});

test('a refused login has the code and the reason of the server', async () => {
  const { app, login } = begin();
  await app.connection.accept();
  const code = LoginError.LOGIN_ERR_INVALID_TOKEN;
  await app.connection.answer('login', { code, reason: 'token: forged' });
  assert.deepEqual(login.answer, { code, message: 'token: forged' });
  assert.deepEqual(states(app)[1], [1, 3]);
  await app.clock.advance(60_000);
  assert.equal(app.server.connections.length, 1, 'no other attempt');
});

test('a login without an answer is given up after 6 s, and the server is told', async () => {
  const { app, login } = begin();
  await app.connection.accept();
  await app.clock.advance(5_999);
  assert.equal(login.answer === undefined, true);
  await app.clock.advance(1);
  assert.equal(login.answer?.code, LoginError.LOGIN_ERR_TIMEOUT);
  assert.deepEqual(states(app)[1], [1, 4]);
  await app.connection.login();
  assert.ok(app.connection.last('logout'), 'the late login is logged out');
  await app.connection.answer('logout');
  assert.equal(app.connection.open, false);
});

test('a login tries again while no connection can be made', async () => {
  const { app, login } = begin();
  await app.connection.lose();
  await app.clock.advance(251);
  assert.equal(app.server.connections.length, 2);
  await app.connect();
  assert.equal(login.answer?.code, 0);
});

test('logout before the answer ends the login with 1', async () => {
  const { app, login } = begin();
  const logout = app.call('logout');
  await settle();
  assert.equal(login.answer?.code, 1);
  assert.equal(logout.answer?.code, 0);
});

test('logout waits 2 s for the server, and is answered 0 then', async () => {
  const app = await FakeApp.loggedIn();
  const logout = app.call('logout');
  await app.clock.advance(1_999);
  assert.equal(logout.answer === undefined, true);
  assert.deepEqual(states(app), [[1, 6]]);
  await app.clock.advance(1);
  assert.equal(logout.answer?.code, 0);
  assert.equal(app.connection.open, false);
});

test('logout and release at once: both 0, what else waits 101', async () => {
  const app = await FakeApp.loggedIn();
  const sent = app.call('sendMessageToPeer', { peerId: 'bob', text: 'x' });
  const release = app.call('release');
  const late = app.call('login', { userId: 'alice' });
  await settle();
  assert.deepEqual([sent.answer?.code, release.answer?.code, late.answer?.code], [101, 0, 101]);
  assert.ok(app.connection.last('logout'));
});

test('another login of the user, a ban and a kick end the session', async () => {
  const reasons: [number, number][] = [
    [CloseCode.CLOSE_CODE_REMOTE_LOGIN, 8],
    [CloseCode.CLOSE_CODE_BANNED, 7],
    [CloseCode.CLOSE_CODE_KICKED, 7],
  ];
  for (const [closeCode, reason] of reasons) {
    const app = await FakeApp.loggedIn();
    const sent = app.call('sendMessageToPeer', { peerId: 'bob', text: 'x' });
    await app.connection.push({ goodbye: { closeCode, reason: 'why' } });
    assert.deepEqual(states(app), [[5, reason]]);
    assert.equal(sent.answer?.code, 102);
    await app.clock.advance(120_000);
    assert.equal(app.server.connections.length, 1, 'no reconnect');
    const login = app.call('login', { userId: 'alice' });
    await settle();
    assert.equal(login.answer?.code, LoginError.LOGIN_ERR_ALREADY_LOGIN);
    const logout = app.call('logout');
    await settle();
    assert.equal(logout.answer?.code, 0);
  }
});

test('a callback that throws harms nobody', async (context) => {
  const printed = context.mock.method(console, 'error', () => {});
  const app = new FakeApp();
  app.module.setCallBack(() => {
    throw new Error('of the application');
  });
  app.module.createInstance({ appId: APP_ID, server: 'host' }, () => {
    throw new Error('of the application');
  });
  const login = app.call('login', { userId: 'alice' });
  await app.connect();
  assert.equal(login.answer?.code, 0);
  assert.equal(printed.mock.callCount(), 3);
});

test('a callback may call any function', async () => {
  const app = await FakeApp.loggedIn();
  const done: string[] = [];
  app.module.createChannel({ channelId: 'c' }, () => {
    done.push('createChannel');
    app.module.release(() => done.push('release'));
  });
  await settle();
  assert.deepEqual(done, ['createChannel', 'release']);
});

test('another app id releases the old instance', async () => {
  const app = await FakeApp.loggedIn();
  const sent = app.call('sendMessageToPeer', { peerId: 'bob', text: 'x' });
  app.call('createInstance', { appId: APP_ID.replace('0', 'y'), server: 'other' });
  await settle();
  assert.equal(sent.answer?.code, 101);
  app.call('login', { userId: 'alice' });
  assert.equal(app.connection.url, 'ws://other:7080/rtm');
});
