import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AttributeKind, JoinChannelError, PeerOnlineState } from '../../src/generated/protocol';
import { FakeApp } from '../support/FakeApp';
import { settle } from '../support/FakeClock';
import { u64 } from '../support/FakeServer';

const { PEER_ONLINE_STATE_ONLINE: ONLINE, PEER_ONLINE_STATE_OFFLINE: OFFLINE } = {
  PEER_ONLINE_STATE_ONLINE: PeerOnlineState.PEER_ONLINE_STATE_ONLINE,
  PEER_ONLINE_STATE_OFFLINE: PeerOnlineState.PEER_ONLINE_STATE_OFFLINE,
};

const states = (app: FakeApp) =>
  app.events.flatMap((e) => (e.rtmEvent === 'onPeersOnlineStatusChanged' ? e.peersStatus : []));

async function withEverything(): Promise<FakeApp> {
  const app = await FakeApp.loggedIn();
  await app.join('room', { epoch: u64(1), offset: u64(4) });
  app.call('setLocalUserAttributes', { age: 23, name: 'Jerry' });
  await app.connection.answer('writeUserAttributes', { attributesWritten: {} });
  app.call('deleteLocalUserAttributesByKeys', { attributeKeys: ['name'] });
  await app.connection.answer('writeUserAttributes', { attributesWritten: {} });
  app.call('subscribePeersOnlineStatus', { peerIds: ['bob'] });
  const bob = { userId: 'bob', state: ONLINE, version: u64(9) };
  await app.connection.answer('watchPresence', { presence: { peers: [bob] } });
  return app;
}

test('a new session gets attributes, subscriptions and channels before what waited', async () => {
  const app = await withEverything();
  app.call('sendChannelMessage', { channelId: 'room', text: 'x' });
  await app.reconnect({ sessionId: 's-2' });
  assert.deepEqual(app.connection.kinds(), [
    'login',
    'writeUserAttributes',
    'watchPresence',
    'join',
    'publish',
  ]);
  const write = app.connection.last('writeUserAttributes').writeUserAttributes?.write;
  const [age] = write!.attributes;
  assert.equal(write?.attributes.length, 1);
  assert.deepEqual([age.key, age.value, age.kind], ['age', '23', AttributeKind.ATTRIBUTE_KIND_NUMBER]);
  assert.deepEqual(app.connection.last('watchPresence').watchPresence?.userIds, ['bob']);
  assert.equal(app.connection.last('join').join?.since?.offset, u64(4));
  assert.equal(app.connection.last('join').resent, false);
});

test('a resumed session needs nothing of that', async () => {
  const app = await withEverything();
  await app.reconnect({ resumed: true, channels: [{ channelId: 'room' }] });
  assert.deepEqual(app.connection.kinds(), ['login']);
});

test('a new session counts the versions of states anew, and tells what differs', async () => {
  const app = await withEverything();
  assert.deepEqual(states(app), [{ peerId: 'bob', state: 0 }]);
  await app.reconnect({ sessionId: 's-2' });
  app.events.length = 0;
  const bob = { userId: 'bob', state: OFFLINE, version: u64(1) };
  await app.connection.answer('watchPresence', { presence: { peers: [bob] } });
  assert.deepEqual(states(app), [{ peerId: 'bob', state: 2 }]);
});

test('of two states the one with the higher version counts', async () => {
  const app = await withEverything();
  app.events.length = 0;
  const push = (version: number, state: number) => ({
    presence: { peers: [{ userId: 'bob', state, version: u64(version) }] },
  });
  await app.connection.push(push(11, OFFLINE));
  await app.connection.push(push(10, ONLINE));
  await app.connection.push(push(12, OFFLINE));
  assert.deepEqual(states(app), [{ peerId: 'bob', state: 2 }]);
});

test('a push that overtakes the reply to the subscription counts', async () => {
  const app = await FakeApp.loggedIn();
  app.call('subscribePeersOnlineStatus', { peerIds: ['bob'] });
  const peer = (version: number, state: number) => ({ userId: 'bob', state, version: u64(version) });
  await app.connection.push({ presence: { peers: [peer(2, OFFLINE)] } });
  await app.connection.answer('watchPresence', { presence: { peers: [peer(1, ONLINE)] } });
  assert.deepEqual(states(app), [{ peerId: 'bob', state: 2 }]);
});

test('a rejoin that was refused for now is tried again, then given up', async () => {
  const app = await withEverything();
  await app.reconnect({ sessionId: 's-2' });
  const refusal = { code: JoinChannelError.JOIN_CHANNEL_ERR_FAILURE, reason: 'not now' };
  for (let attempt = 1; attempt <= 5; attempt++) {
    const join = app.connection.last('join');
    assert.equal(join.resent, attempt > 1);
    await app.connection.reply(join, refusal);
    await app.stayConnected(attempt);
  }
  const lost = app.events.filter((each) => each.rtmEvent === 'onMembershipLost');
  assert.deepEqual(lost, [
    { rtmEvent: 'onMembershipLost', channelId: 'room', code: 1, message: 'not now' },
  ]);
  assert.equal(app.connection.kinds().filter((each) => each === 'join').length, 5);
  assert.equal(app.connection.last('leave').leave?.channelId, 'room');
});

test('a rejoin without an answer is made anew by the next connection', async () => {
  const app = await withEverything();
  await app.reconnect({ sessionId: 's-2' });
  await app.reconnect({ sessionId: 's-3' });
  const joins = app.connection.requests.filter((each) => each.join);
  assert.equal(joins.length, 1);
  assert.equal(joins[0].resent, true);
});

test('after logout nothing is restored', async () => {
  const app = await withEverything();
  app.call('logout');
  await app.connection.answer('logout');
  app.call('login', { userId: 'alice' });
  await app.connect();
  assert.deepEqual(app.connection.kinds(), ['login']);
});

test('subscriptions beyond the limit are refused as a whole', async () => {
  const app = await FakeApp.loggedIn({ limits: { presenceWatched: 2 } });
  app.call('subscribePeersOnlineStatus', { peerIds: ['a', 'b'] });
  const more = app.call('subscribePeersOnlineStatus', { peerIds: ['b', 'c'] });
  const same = app.call('subscribePeersOnlineStatus', { peerIds: ['b'] });
  await app.clock.advance(0);
  assert.equal(more.answer?.code, 6);
  assert.equal(same.answer, undefined);
});

test('a logout is no loss of what is being restored', async () => {
  const app = await withEverything();
  await app.reconnect({ sessionId: 's-2' });
  app.events.length = 0;
  app.call('logout');
  await settle();
  assert.deepEqual(app.names(), ['onConnectionStateChanged']);
});
