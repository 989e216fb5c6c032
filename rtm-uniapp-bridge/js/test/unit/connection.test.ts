import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ceilingMs, waitMs } from '../../src/client/connection/Backoff';
import { CloseCode, JoinChannelError, LoginError } from '../../src/generated/protocol';
import { FakeApp } from '../support/FakeApp';
import { settle } from '../support/FakeClock';
import { u64 } from '../support/FakeServer';

const message = (text = 'x') => ({ peerId: 'bob', text });

test('back-off doubles to 5 s within the grace time, to 30 s after it', () => {
  const within = [0, 1, 2, 3, 4, 50].map((attempt) => ceilingMs(attempt, true));
  assert.deepEqual(within, [500, 1000, 2000, 4000, 5000, 5000]);
  assert.equal(ceilingMs(6, false), 30_000);
  assert.equal(waitMs(500, 100, 0), 100);
  assert.equal(waitMs(500, 100, 0.999), 600);
});

test('a ping when nothing came for the heartbeat, the end when nothing came at all', async () => {
  const app = await FakeApp.loggedIn();
  await app.clock.advance(2_499);
  assert.deepEqual(app.connection.kinds(), ['login']);
  await app.clock.advance(1);
  assert.deepEqual(app.connection.kinds(), ['login', 'ping']);
  await app.connection.send({ reply: {} });
  await app.clock.advance(3_999);
  assert.equal(app.events.length, 0);
  await app.clock.advance(1);
  assert.deepEqual(app.names(), ['onConnectionStateChanged']);
  assert.equal(app.connection.open, false);
});

test('who only listens pings too', async () => {
  const app = await FakeApp.loggedIn();
  for (let i = 0; i < 6; i++) {
    await app.clock.advance(500);
    await app.connection.push({ memberCount: { channelId: 'c', memberCount: i } });
  }
  assert.deepEqual(app.connection.kinds(), ['login', 'ping']);
});

test('a program that was frozen does not take it for silence', async () => {
  const app = await FakeApp.loggedIn();
  await app.clock.freeze(20_000);
  assert.equal(app.events.length, 0);
  await app.connection.send({ reply: {} });
  await app.clock.advance(3_000);
  assert.equal(app.events.length, 0);
});

test('a lost session is resumed with all that arrived', async () => {
  const app = await FakeApp.loggedIn();
  await app.join('room', { epoch: u64(7), offset: u64(3), attributesRevision: u64(5) });
  await app.connection.push(
    { inboxOffset: u64(1), peerMessage: { peerId: 'bob', messageId: u64(1) } },
    { publication: { channelId: 'room', offset: u64(4), joined: { userId: 'bob' } } },
  );
  const sent = app.call('sendMessageToPeer', message());
  await app.connection.lose();
  await app.clock.advance(251);
  await app.connection.accept();
  const { resume } = app.connection.last('login').login!;
  assert.equal(resume?.sessionId, 's-1');
  assert.deepEqual([...resume!.secret], [1, 2, 3]);
  assert.equal(resume?.inboxOffset, u64(1));
  const [position] = resume!.channels;
  assert.deepEqual([position.channelId, position.epoch, position.offset], ['room', u64(7), u64(4)]);
  await app.connection.login({ resumed: true, channels: [{ channelId: 'room' }] });
  const again = app.connection.last('peerMessage');
  assert.equal(again.resent, true);
  await app.connection.reply(again);
  assert.equal(sent.answer?.code, 0);
});

test('unanswered requests go out again in their old order, with the same ids', async () => {
  const app = await FakeApp.loggedIn({ limits: { requestsInFlight: 2 } });
  for (const text of ['1', '2', '3']) {
    app.call('sendMessageToPeer', message(text));
  }
  assert.equal(app.connection.requests.length, 3, 'the login and two');
  const ids = app.connection.requests.slice(1).map((each) => each.peerMessage?.messageId);
  await app.reconnect({ resumed: true, limits: { requestsInFlight: 3 } });
  const [, ...sent] = app.connection.requests;
  assert.deepEqual(
    sent.slice(0, 2).map((each) => each.peerMessage?.messageId),
    ids,
  );
  assert.deepEqual(
    sent.map((each) => each.resent),
    [true, true, false],
  );
});

test('the window lets the next request out with each reply', async () => {
  const app = await FakeApp.loggedIn({ limits: { requestsInFlight: 1 } });
  app.call('sendMessageToPeer', message('1'));
  app.call('sendMessageToPeer', message('2'));
  assert.equal(app.connection.requests.length, 2);
  await app.connection.answer('peerMessage');
  assert.equal(app.connection.requests.length, 3);
});

test('what waits for an answer is bounded', async () => {
  const app = await FakeApp.loggedIn({ limits: { requestsInFlight: 1 } });
  const long = 'x'.repeat(32 * 1024);
  const sent = Array.from({ length: 515 }, () => app.call('sendMessageToPeer', message(long)));
  await settle();
  const refused = sent.filter((each) => each.answer?.code === 5);
  assert.equal(refused.length, 2);
  await app.connection.lose();
  await app.clock.advance(10_000);
  assert.ok(sent.every((each) => each.answer));
  app.connection.accept();
  await app.connection.login({ resumed: true });
  const again = app.call('sendMessageToPeer', message(long));
  await app.connection.answer('peerMessage');
  assert.equal(again.answer?.code, 0);
});

test('each operation has its time', async () => {
  const app = await FakeApp.loggedIn();
  await app.join('room');
  const calls = {
    10_000: [
      [app.call('sendMessageToPeer', message()), 2],
      [app.call('sendChannelMessage', { channelId: 'room', text: 'x' }), 2],
      [app.call('queryPeersOnlineStatus', { peerIds: ['b'] }), 4],
      [app.call('subscribePeersOnlineStatus', { peerIds: ['b'] }), 4],
      [app.call('renewToken', { token: 'x' }), 1],
      [app.call('sendLocalInvitation', { calleeId: 'bob' }), 201],
      [app.call('countHistory', { peerId: 'bob' }), 3],
    ],
    5_000: [
      [app.call('join', { channelId: 'other' }), 4],
      [app.call('getMembers', { channelId: 'room' }), 3],
      [app.call('getChannelMemberCount', { channelIds: ['room'] }), 4],
      [app.call('getUserAttributes', { userId: 'bob' }), 7],
      [app.call('clearLocalUserAttributes'), 7],
      [app.call('queryPeersBySubscriptionOption', {}), 2],
      [app.call('leave', { channelId: 'room' }), 1],
    ],
  } as const;
  await app.stayConnected(4);
  await app.clock.advance(999);
  calls[5_000].forEach(([call]) => assert.equal(call.answer, undefined));
  await app.clock.advance(1);
  calls[5_000].forEach(([call, code]) => assert.equal(call.answer?.code, code));
  await app.connection.send({ reply: {} });
  await app.stayConnected(4);
  calls[10_000].forEach(([call]) => assert.equal(call.answer, undefined));
  await app.clock.advance(1_000);
  calls[10_000].forEach(([call, code]) => assert.equal(call.answer?.code, code));
  assert.match(String(calls[10_000][0][0].answer?.message), /did not answer for 10000 ms/);
});

test('a join that timed out is taken back', async () => {
  const app = await FakeApp.loggedIn();
  const join = app.call('join', { channelId: 'room' });
  await app.stayConnected(5);
  assert.equal(join.answer?.code, JoinChannelError.JOIN_CHANNEL_TIMEOUT);
  assert.equal(app.connection.last('leave').leave?.channelId, 'room');
});

test('a leave is sent again even when nobody waits for it', async () => {
  const app = await FakeApp.loggedIn();
  await app.join('room');
  const leave = app.call('leave', { channelId: 'room' });
  await app.connection.lose();
  app.clock.chance = 0;
  await app.clock.advance(4_999);
  await app.clock.advance(1);
  assert.equal(leave.answer?.code, 1);
  await app.connect({ resumed: true });
  assert.equal(app.connection.last('leave').resent, true);
});

test('a server that stops says when to come back', async () => {
  const app = await FakeApp.loggedIn();
  const goodbye = { closeCode: CloseCode.CLOSE_CODE_SERVER_DRAINING, retryAfterMs: 2_000 };
  await app.connection.push({ goodbye });
  await app.clock.advance(1_999);
  assert.equal(app.server.connections.length, 1);
  await app.clock.advance(252);
  assert.equal(app.server.connections.length, 2);
});

test('bytes that are not the protocol end the connection, and the client comes back', async () => {
  const app = await FakeApp.loggedIn();
  await app.connection.sendBytes(new Uint8Array([2, 0, 0]));
  assert.equal(app.connection.open, false);
  await app.clock.advance(501);
  assert.equal(app.server.connections.length, 2);
});

test('an expired token is told once; a new one is tried at once', async () => {
  const app = await FakeApp.loggedIn();
  await app.connection.lose();
  await app.clock.advance(501);
  await app.connection.accept();
  const expired = { code: LoginError.LOGIN_ERR_TOKEN_EXPIRED, reason: 'over' };
  await app.connection.answer('login', expired);
  await app.clock.advance(120_000);
  assert.deepEqual(app.names(), ['onConnectionStateChanged', 'onTokenDidExpire']);
  assert.equal(app.server.connections.length, 2, 'nothing goes on without a token');
  const renew = app.call('renewToken', { token: 'new' });
  await settle();
  await app.connection.accept();
  assert.equal(app.connection.last('login').login?.token, 'new');
  await app.connection.login({ resumed: true });
  await app.connection.answer('renewToken');
  assert.equal(renew.answer?.code, 0);
});
