import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RtmEventName } from '../../src/api';
import { events } from '../support/contract';
import {
  createToken,
  skipWithoutServer,
  startServer,
  startServerWithCertificate,
  type Server,
} from '../support/server';
import { APP_ID, TestUser } from '../support/TestUser';

// Short times, small windows: losses of every kind within seconds. Not shorter: these users and their clocks
// are one process, and when it stands still for a second nobody may take them for gone.
const SETTINGS = [
  'session.heartbeat-interval=300ms',
  'session.interrupted-after=3s',
  'session.unreachable-after=4s',
  'session.grace=6s',
  'channel.history-events=2',
  'offline.messages=2',
  'invitation.receive-timeout=6s',
  'invitation.answer-timeout=7s',
  'rates.login=100/1s',
  'rates.join-same-channel=100/1s',
];

const skip = skipWithoutServer();
const proven = new Set<string>();
let server: Server;
let alice: TestUser;
let bob: TestUser;

before(async () => {
  if (!skip) {
    server = await startServer(SETTINGS);
    alice = await TestUser.at(server.url, 'alice');
    bob = await TestUser.at(server.url, 'bob');
  }
});

after(async () => {
  if (!skip) {
    await alice.end();
    await bob.end();
    await server.stop();
  }
});

/** One test of these events; what comes of them is checked against the contract by the user itself. */
function proves(names: RtmEventName[], body: () => Promise<void>): void {
  names.forEach((name) => proven.add(name));
  test(names.join(', '), { skip }, body);
}

async function together(channelId: string): Promise<void> {
  await alice.ok('join', { channelId });
  await bob.ok('join', { channelId });
}

proves(['onConnectionStateChanged'], async () => {
  const other = await TestUser.at(server.url, 'carol');
  const newer = await TestUser.at(server.url, 'carol');
  const told = await other.take('onConnectionStateChanged', (e) => e.state === 5);
  assert.equal(told.reason, 8);
  await other.end();
  await newer.end();
});

proves(['onPeerMessageReceived', 'onPeerMessagesLost'], async () => {
  for (const text of ['one', 'two', 'three']) {
    const message = { peerId: 'carol', text, enableOfflineMessaging: true };
    assert.equal((await alice.call('sendMessageToPeer', message)).code, 4);
  }
  const carol = await TestUser.at(server.url, 'carol');
  assert.equal((await carol.take('onPeerMessagesLost')).count, 1);
  assert.equal((await carol.take('onPeerMessageReceived')).text, 'two');
  assert.equal((await carol.take('onPeerMessageReceived')).text, 'three');
  await carol.end();
});

proves(['onPeersOnlineStatusChanged'], async () => {
  const carol = await TestUser.at(server.url, 'carol');
  await alice.ok('subscribePeersOnlineStatus', { peerIds: ['carol'] });
  await alice.take('onPeersOnlineStatusChanged', (e) => e.peersStatus[0].state === 0);
  carol.sockets.reachable = false;
  carol.sockets.cut();
  // Before that he is unreachable (1), if the server looks at him in that time.
  await alice.take('onPeersOnlineStatusChanged', (e) => e.peersStatus[0].state === 2);
  await carol.call('release');
});

proves(['onMemberCountUpdated', 'onMemberJoined', 'onMemberLeft'], async () => {
  await together('members');
  await alice.take('onMemberJoined', (e) => e.userId === 'bob' && e.channelId === 'members');
  await alice.take('onMemberCountUpdated', (e) => e.channelId === 'members' && e.memberCount === 1);
  await alice.take('onMemberCountUpdated', (e) => e.channelId === 'members' && e.memberCount === 2);
  await bob.ok('leave', { channelId: 'members' });
  await alice.take('onMemberLeft', (e) => e.userId === 'bob' && e.channelId === 'members');
});

proves(['onAttributesUpdated'], async () => {
  await together('attributes');
  const attributes = { age: 23, name: 'Jerry', on: true };
  const options = { channelId: 'attributes', attributes, enableNoticeMembers: true };
  await alice.ok('setChannelAttributes', options);
  const told = await bob.take('onAttributesUpdated');
  const values = Object.fromEntries(told.attributeList.map((each) => [each.key, each.value]));
  assert.deepEqual(values, attributes);
  await alice.take('onAttributesUpdated');
});

proves(['onChannelMessageReceived', 'onMessagesMissed'], async () => {
  await together('missed');
  await alice.take('onMemberJoined', (e) => e.channelId === 'missed');
  bob.sockets.reachable = false;
  bob.sockets.cut();
  await bob.take('onConnectionStateChanged', (e) => e.state === 4 && e.reason === 5);
  for (const text of ['1', '2', '3', '4', '5']) {
    await alice.ok('sendChannelMessage', { channelId: 'missed', text });
  }
  bob.sockets.reachable = true;
  const missed = await bob.take('onMessagesMissed', (e) => e.channelId === 'missed');
  assert.ok(missed.to >= missed.from);
  assert.equal((await bob.take('onChannelMessageReceived')).text, '4');
  assert.equal((await bob.take('onChannelMessageReceived')).text, '5');
});

proves(['onChannelMessagesLost'], async () => {
  await together('lost');
  bob.sockets.reachable = false;
  bob.sockets.cut();
  await alice.take('onMemberLeft', (e) => e.userId === 'bob' && e.channelId === 'lost');
  for (const text of ['1', '2', '3', '4', '5', '6']) {
    await alice.ok('sendChannelMessage', { channelId: 'lost', text, enableOfflineMessaging: true });
  }
  bob.sockets.reachable = true;
  const lost = await bob.take('onChannelMessagesLost');
  assert.equal(lost.channelId, 'lost');
  assert.ok(lost.count > 0);
  await bob.take('onChannelMessageReceived', (e) => e.text === '6');
  assert.ok(bob.seen('onChannelMessageReceived').some((e) => e.isOfflineMessage || e.text === '5'));
});

proves(
  [
    'onLocalInvitationReceivedByPeer',
    'onRemoteInvitationReceived',
    'onLocalInvitationAccepted',
    'onRemoteInvitationAccepted',
  ],
  async () => {
    await alice.ok('sendLocalInvitation', { calleeId: 'bob', channelId: 'call', content: 'c' });
    const there = await bob.take('onRemoteInvitationReceived');
    const expected = { rtmEvent: 'onRemoteInvitationReceived', content: 'c', channelId: 'call' };
    assert.deepEqual(there, { ...expected, callerId: 'alice', state: 1 });
    assert.equal((await alice.take('onLocalInvitationReceivedByPeer')).state, 2);
    await bob.ok('acceptRemoteInvitation', { calleeId: 'alice' });
    const accepted = await alice.take('onLocalInvitationAccepted');
    assert.deepEqual([accepted.state, accepted.response, accepted.content], [3, '', 'c']);
    assert.equal((await bob.take('onRemoteInvitationAccepted')).state, 4);
  },
);

proves(['onLocalInvitationRefused', 'onRemoteInvitationRefused'], async () => {
  await alice.ok('sendLocalInvitation', { calleeId: 'bob' });
  await bob.take('onRemoteInvitationReceived');
  await bob.ok('refuseRemoteInvitation', { calleeId: 'alice', response: 'busy' });
  assert.equal((await alice.take('onLocalInvitationRefused')).response, 'busy');
  assert.equal((await bob.take('onRemoteInvitationRefused')).response, 'busy');
});

proves(['onLocalInvitationCanceled', 'onRemoteInvitationCanceled'], async () => {
  await alice.ok('sendLocalInvitation', { calleeId: 'bob', content: 'c' });
  await bob.take('onRemoteInvitationReceived');
  await alice.ok('cancelLocalInvitation', { calleeId: 'bob' });
  assert.deepEqual((await alice.take('onLocalInvitationCanceled')).content, 'c');
  assert.equal((await bob.take('onRemoteInvitationCanceled')).state, 5);
});

proves(['onLocalInvitationFailure', 'onRemoteInvitationFailure'], async () => {
  await alice.ok('sendLocalInvitation', { calleeId: 'bob' });
  await alice.ok('sendLocalInvitation', { calleeId: 'nobody' });
  const offline = await alice.take('onLocalInvitationFailure', (e) => e.calleeId === 'nobody');
  assert.deepEqual([offline.state, offline.code], [6, 1]);
  const unanswered = await alice.take('onLocalInvitationFailure', (e) => e.calleeId === 'bob');
  assert.deepEqual([unanswered.state, unanswered.code], [6, 3]);
  const there = await bob.take('onRemoteInvitationFailure');
  assert.deepEqual([there.state, there.code], [6, 3]);
});

proves(['onTokenWillExpire', 'onTokenDidExpire'], async () => {
  const settings = ['token.leeway=0s', 'token.will-expire-lead=8s', 'rates.login=100/1s'];
  const strict = await startServerWithCertificate(settings);
  const user = new TestUser('dora');
  await user.ok('createInstance', { appId: APP_ID, server: strict.url });
  assert.equal((await user.call('login', { userId: 'dora' })).code, 5);
  await user.ok('login', { userId: 'dora', token: createToken('dora', '10s') });
  await user.take('onTokenWillExpire');
  await sleep(8_500);
  user.events.length = 0;
  user.sockets.cut();
  await user.take('onTokenDidExpire');
  await user.ok('renewToken', { token: createToken('dora', '1h') });
  await user.take('onConnectionStateChanged', (e) => e.state === 3);
  await user.end();
  await strict.stop();
});

proves(['onChannelReset', 'onMembershipLost'], async () => {
  const old = await startServer();
  const user = await TestUser.at(old.url, 'dora');
  const other = await TestUser.at(old.url, 'erin');
  await user.ok('join', { channelId: 'kept' });
  await user.ok('join', { channelId: 'beyond' });
  await other.ok('join', { channelId: 'kept' });
  await other.ok('sendChannelMessage', { channelId: 'kept', text: 'x' });
  await old.kill();
  const restarted = await startServer(['limits.channels-joined=1'], old.port);
  assert.equal((await user.take('onChannelReset')).channelId, 'kept');
  const lost = await user.take('onMembershipLost');
  assert.deepEqual([lost.channelId, lost.code], ['beyond', 5]);
  assert.match(lost.message, /channels/);
  await user.end();
  await other.end();
  await restarted.stop();
});

test('every event has its test', () => {
  assert.deepEqual([...proven].sort(), Object.keys(events).sort());
});
