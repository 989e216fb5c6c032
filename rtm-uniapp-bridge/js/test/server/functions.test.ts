import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { RtmEventName, RtmFunctionName } from '../../src/api';
import { functions } from '../support/contract';
import { skipWithoutServer, startServer, type Server } from '../support/server';
import { APP_ID, failed, TestUser } from '../support/TestUser';

const skip = skipWithoutServer();
// Those that a test would exceed.
const RATES = [
  'login',
  'join-same-channel',
  'member-counts',
  'write-user-attributes',
  'write-channel-attributes',
  'read-channel-attributes',
  'query-presence',
];
const proven = new Set<string>();
let server: Server;
let alice: TestUser;
let bob: TestUser;

before(async () => {
  if (!skip) {
    const rates = RATES.map((each) => `rates.${each}=500/1s`);
    server = await startServer(rates);
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

/** One test of one function. */
function proves(name: RtmFunctionName | 'setCallBack', body: () => Promise<void>): void {
  proven.add(name);
  test(name, { skip }, body);
}

async function together(channelId: string): Promise<void> {
  for (const user of [alice, bob]) {
    await user.ok('createChannel', { channelId });
    await user.ok('join', { channelId });
  }
}

const contents = { age: 23, name: 'Jerry' };

proves('setCallBack', async () => {
  const user = new TestUser('carol');
  const told: string[] = [];
  user.module.setCallBack((event) => told.push(event.rtmEvent));
  await user.ok('createInstance', { appId: APP_ID, server: server.url });
  await user.ok('login', { userId: 'carol' });
  assert.deepEqual(told, ['onConnectionStateChanged', 'onConnectionStateChanged']);
  assert.equal(user.events.length, 0, 'a later callback replaces the earlier one');
  await user.end();
});

proves('createInstance', async () => {
  const user = new TestUser('carol');
  failed(await user.call('createInstance', { appId: 'short' }), 3, 'appId');
  failed(await user.call('createInstance', { appId: APP_ID, server: 'ftp://x' }), 4, 'scheme');
  const noServer = await user.ok('createInstance', { appId: APP_ID });
  assert.match(noServer.message, /no server is known/);
  failed(await user.call('login', { userId: 'carol' }), 3, 'no server is known');
  await user.ok('createInstance', { appId: APP_ID, server: server.url });
  await user.ok('login', { userId: 'carol' });
  await user.ok('createInstance', { appId: APP_ID });
  failed(await user.call('login', { userId: 'carol' }), 8, 'log out first');
  await user.ok('createInstance', { appId: APP_ID.replace('0', 'x'), server: server.url });
  await user.ok('login', { userId: 'carol' });
  await user.end();
});

proves('login', async () => {
  const user = new TestUser('carol');
  failed(await user.call('login', { userId: 'carol' }), 101, 'createInstance');
  await user.ok('createInstance', { appId: APP_ID, server: server.url });
  failed(await user.call('login', null), 3, 'userId: is missing');
  failed(await user.call('login', { userId: 'null' }), 3, 'userId');
  await user.ok('login', { userId: 4711, token: null });
  await user.take('onConnectionStateChanged', (e) => e.state === 2 && e.reason === 1);
  await user.take('onConnectionStateChanged', (e) => e.state === 3 && e.reason === 2);
  failed(await user.call('login', { userId: 4711 }), 8, 'log out first');
  await user.end();
});

proves('logout', async () => {
  const user = new TestUser('carol');
  failed(await user.call('logout'), 101, 'createInstance');
  await user.ok('createInstance', { appId: APP_ID, server: server.url });
  failed(await user.call('logout'), 102, 'not logged in');
  await user.ok('login', { userId: 'carol' });
  await user.ok('logout');
  await user.take('onConnectionStateChanged', (e) => e.state === 1 && e.reason === 6);
  await user.ok('login', { userId: 'carol' });
  await user.end();
});

proves('release', async () => {
  const user = await TestUser.at(server.url, 'carol');
  await user.ok('join', { channelId: 'release' });
  const pending = user.call('getMembers', { channelId: 'release' });
  const released = user.call('release');
  failed(await pending, 101, 'released');
  assert.equal((await released).code, 0);
  await user.ok('release');

  const other = await TestUser.at(server.url, 'carol');
  const [logout, release] = await Promise.all([other.call('logout'), other.call('release')]);
  assert.deepEqual([logout.code, release.code], [0, 0]);
});

proves('sendMessageToPeer', async () => {
  const flags = { enableHistoricalMessaging: false, enableOfflineMessaging: false };
  await alice.ok('sendMessageToPeer', { peerId: 'bob', text: 'hé 😀', ...flags });
  const told = await bob.take('onPeerMessageReceived');
  assert.equal(told.text, 'hé 😀');
  assert.equal(told.messageType, 1);
  assert.equal(told.OfflineMessage, 0);
  assert.equal(told.peerId, 'alice');
  assert.ok(Math.abs(told.serverReceivedTs - Date.now()) < 60_000);
  failed(await alice.call('sendMessageToPeer', { peerId: 'nobody', text: 'x' }), 3, '');
  const kept = { peerId: 'dora', text: 'later', enableOfflineMessaging: true };
  assert.equal((await alice.call('sendMessageToPeer', kept)).code, 4);
  const dora = await TestUser.at(server.url, 'dora');
  assert.equal((await dora.take('onPeerMessageReceived')).OfflineMessage, 1);
  await dora.end();
  failed(await alice.call('sendMessageToPeer', { text: 'x' } as never), 6, 'peerId: is missing');
  failed(await alice.call('sendMessageToPeer', { peerId: 'b/b', text: 'x' }), 6, 'peerId');
  failed(await alice.call('sendMessageToPeer', { peerId: 'bob' } as never), 7, 'text: is missing');
  failed(await alice.call('sendMessageToPeer', { peerId: 'bob', text: '' }), 7, 'text: is empty');
  const tooLong = await alice.call('sendMessageToPeer', { peerId: 'bob', text: 'é'.repeat(16385) });
  failed(tooLong, 7, '32770 bytes');
});

proves('createChannel', async () => {
  await alice.ok('createChannel', { channelId: 'created' });
  await alice.ok('createChannel', { channelId: 'created' });
  failed(await alice.call('createChannel', { channelId: '' }), 3, 'channelId');
});

proves('join', async () => {
  await together('joined');
  await alice.take('onMemberJoined', (e) => e.userId === 'bob' && e.channelId === 'joined');
  failed(await alice.call('join', { channelId: 'joined' }), 6, 'already joined');
  failed(await alice.call('join', null), 3, 'channelId: is missing');
  await alice.ok('join', { channelId: 42 });
});

proves('leave', async () => {
  await together('left');
  await bob.ok('leave', { channelId: 'left' });
  await alice.take('onMemberLeft', (e) => e.userId === 'bob' && e.channelId === 'left');
  failed(await bob.call('leave', { channelId: 'left' }), 3, 'not in channel');
  failed(await bob.call('leave', { channelId: 'never' }), 3, 'not in channel');
});

proves('sendChannelMessage', async () => {
  await together('said');
  await alice.ok('sendChannelMessage', { channelId: 'said', text: '{"a":1}' });
  const told = await bob.take('onChannelMessageReceived', (e) => e.channelId === 'said');
  assert.equal(told.text, '{"a":1}');
  assert.equal(told.type, 1);
  assert.equal(told.isOfflineMessage, false);
  failed(await alice.call('sendChannelMessage', { channelId: 'never', text: 'x' }), 5, 'not in');
  failed(await alice.call('sendChannelMessage', { channelId: 'said' } as never), 4, 'text');
});

proves('getMembers', async () => {
  await together('counted');
  const { members } = await alice.ok('getMembers', { channelId: 'counted' });
  assert.deepEqual(members.map((each) => each.userId).sort(), ['alice', 'bob']);
  assert.equal(members[0].channelId, 'counted');
  failed(await alice.call('getMembers', { channelId: 'never' }), 5, 'not in channel');
});

proves('channelRelease', async () => {
  await together('released');
  await bob.ok('channelRelease', { channelId: 'released' });
  await alice.take('onMemberLeft', (e) => e.channelId === 'released');
  failed(await bob.call('getMembers', { channelId: 'released' }), 5, 'not in channel');
  await bob.ok('channelRelease', { channelId: 'never' });
});

proves('getChannelMemberCount', async () => {
  await together('numbered');
  const { memberCounts } = await alice.ok('getChannelMemberCount', {
    channelIds: ['numbered', 'nowhere'],
  });
  assert.deepEqual(memberCounts, [
    { channelId: 'numbered', count: 2 },
    { channelId: 'nowhere', count: 0 },
  ]);
  failed(await alice.call('getChannelMemberCount', { channelIds: [] }), 2, 'channelIds');
  const many = Array.from({ length: 33 }, (_, i) => i);
  failed(await alice.call('getChannelMemberCount', { channelIds: many }), 5, 'at most 32');
  const single = await alice.ok('getChannelMemberCount', { channelIds: 'numbered' } as never);
  assert.equal(single.memberCounts[0].count, 2);
});

proves('queryPeersOnlineStatus', async () => {
  const peerIds = ['nobody', 'bob', 7];
  const { peerOnlineStatus } = await alice.ok('queryPeersOnlineStatus', { peerIds });
  assert.deepEqual(peerOnlineStatus, [
    { peerId: 'nobody', state: 2 },
    { peerId: 'bob', state: 0 },
    { peerId: '7', state: 2 },
  ]);
  failed(await alice.call('queryPeersOnlineStatus', {} as never), 2, 'peerIds: is missing');
});

proves('subscribePeersOnlineStatus', async () => {
  await alice.ok('subscribePeersOnlineStatus', { peerIds: ['erin'] });
  const first = await alice.take('onPeersOnlineStatusChanged');
  assert.deepEqual(first.peersStatus, [{ peerId: 'erin', state: 2 }]);
  const erin = await TestUser.at(server.url, 'erin');
  assert.equal((await alice.take('onPeersOnlineStatusChanged')).peersStatus[0].state, 0);
  await erin.end();
  assert.equal((await alice.take('onPeersOnlineStatusChanged')).peersStatus[0].state, 2);
  failed(await alice.call('subscribePeersOnlineStatus', { peerIds: [] }), 2, 'peerIds');
});

proves('queryPeersBySubscriptionOption', async () => {
  await alice.ok('subscribePeersOnlineStatus', { peerIds: ['frank'] });
  const { peers } = await alice.ok('queryPeersBySubscriptionOption', { option: '0' } as never);
  assert.ok(peers.includes('frank'));
  assert.ok((await alice.ok('queryPeersBySubscriptionOption')).peers.includes('frank'));
  failed(await alice.call('queryPeersBySubscriptionOption', { option: 3 }), 1, 'option');
});

proves('unsubscribePeersOnlineStatus', async () => {
  await alice.ok('unsubscribePeersOnlineStatus', { peerIds: ['frank', 'erin'] });
  assert.deepEqual((await alice.ok('queryPeersBySubscriptionOption')).peers, []);
  failed(await alice.call('unsubscribePeersOnlineStatus', null), 2, 'peerIds: is missing');
});

proves('setLocalUserAttributes', async () => {
  await alice.ok('setLocalUserAttributes', { old: 'x' });
  await alice.ok('setLocalUserAttributes', contents);
  const read = await bob.ok('getUserAttributes', { userId: 'alice' });
  assert.deepEqual(read.userAttributesList, contents);
  await alice.ok('setLocalUserAttributes', { attributes: { name: 'Tom', on: true } } as never);
  failed(await alice.call('setLocalUserAttributes', { name: '' }), 3, 'attributes[name]');
  failed(await alice.call('setLocalUserAttributes', { name: {} } as never), 3, 'attributes[name]');
  failed(await alice.call('setLocalUserAttributes', null), 3, 'attributes: is missing');
  failed(await alice.call('setLocalUserAttributes', { a: 'x'.repeat(8193) }), 4, '8193 bytes');
});

proves('addOrUpdateLocalUserAttributes', async () => {
  await alice.ok('setLocalUserAttributes', { name: 'Tom' });
  await alice.ok('addOrUpdateLocalUserAttributes', contents);
  const read = await bob.ok('getUserAttributes', { userId: 'alice' });
  assert.deepEqual(read.userAttributesList, contents);
  failed(await alice.call('addOrUpdateLocalUserAttributes', {}), 3, 'attributes: is empty');
});

proves('deleteLocalUserAttributesByKeys', async () => {
  await alice.ok('setLocalUserAttributes', { ...contents, extra: 1 });
  await alice.ok('deleteLocalUserAttributesByKeys', { attributeKeys: 'extra' } as never);
  const read = await bob.ok('getUserAttributes', { userId: 'alice' });
  assert.deepEqual(read.userAttributesList, contents);
  failed(await alice.call('deleteLocalUserAttributesByKeys', null), 3, 'attributeKeys: is missing');
});

proves('clearLocalUserAttributes', async () => {
  await alice.ok('setLocalUserAttributes', contents);
  await alice.ok('clearLocalUserAttributes');
  const read = await bob.ok('getUserAttributes', { userId: 'alice' });
  assert.deepEqual(read.userAttributesList, {});
});

proves('getUserAttributes', async () => {
  await bob.ok('setLocalUserAttributes', contents);
  const read = await alice.ok('getUserAttributes', { userId: 'bob' });
  assert.deepEqual(read.userAttributesList, contents);
  assert.equal(read.userId, 'bob');
  const unknown = await alice.call('getUserAttributes', { userId: 'nobody' });
  failed(unknown, 6, '');
  assert.equal(unknown.userId, 'nobody');
  failed(await alice.call('getUserAttributes', null), 3, 'userId: is missing');
});

proves('getUserAttributesByKeys', async () => {
  await bob.ok('setLocalUserAttributes', { ...contents, extra: 'x' });
  const question = { userId: 'bob', attributeKeys: ['age', 'name'] };
  const read = await alice.ok('getUserAttributesByKeys', question);
  assert.deepEqual(read.userAttributesList, contents);
  failed(await alice.call('getUserAttributesByKeys', { userId: 'bob' } as never), 3, 'attributeKeys');
});

proves('setChannelAttributes', async () => {
  await bob.ok('join', { channelId: 'described' });
  const channelId = 'described';
  await alice.ok('setChannelAttributes', { channelId, attributes: contents, enableNoticeMembers: true });
  const told = await bob.take('onAttributesUpdated');
  assert.equal(told.channelId, channelId);
  assert.deepEqual(told.attributeList.map((each) => each.value).sort(), [23, 'Jerry'].sort());
  assert.equal(told.attributeList[0].lastUpdateUid, 'alice');
  failed(await alice.call('setChannelAttributes', { channelId } as never), 3, 'attributes: is missing');
});

proves('addOrUpdateChannelAttributes', async () => {
  const channelId = 'added';
  await alice.ok('setChannelAttributes', { channelId, attributes: { name: 'Tom' } });
  await alice.ok('addOrUpdateChannelAttributes', { channelId, attributes: contents });
  const read = await bob.ok('getChannelAttributes', { channelId });
  assert.deepEqual(read.channelAttributes, contents);
});

proves('deleteChannelAttributesByKeys', async () => {
  const channelId = 'deleted';
  await alice.ok('setChannelAttributes', { channelId, attributes: { ...contents, extra: 'x' } });
  await alice.ok('deleteChannelAttributesByKeys', { channelId, attributeKeys: ['extra'] });
  const read = await bob.ok('getChannelAttributes', { channelId });
  assert.deepEqual(read.channelAttributes, contents);
});

proves('clearChannelAttributes', async () => {
  const channelId = 'cleared';
  await alice.ok('setChannelAttributes', { channelId, attributes: contents });
  await alice.ok('clearChannelAttributes', { channelId, enableNoticeMembers: 'true' } as never);
  assert.deepEqual((await bob.ok('getChannelAttributes', { channelId })).attributeList, []);
  failed(await alice.call('clearChannelAttributes', null), 3, 'channelId: is missing');
});

proves('getChannelAttributes', async () => {
  const channelId = 'read';
  await alice.ok('setChannelAttributes', { channelId, attributes: contents });
  const read = await bob.ok('getChannelAttributes', { channelId });
  assert.deepEqual(read.channelAttributes, contents);
  assert.equal(read.channelId, channelId);
  const age = read.attributeList.find((each) => each.key === 'age');
  assert.equal(age?.value, 23);
  assert.equal(age?.lastUpdateUid, 'alice');
});

proves('getChannelAttributesByKeys', async () => {
  const channelId = 'readByKeys';
  await alice.ok('setChannelAttributes', { channelId, attributes: { ...contents, extra: 'x' } });
  const question = { channelId, attributeKeys: ['age', 'name'] };
  const read = await bob.ok('getChannelAttributesByKeys', question);
  assert.deepEqual(read.channelAttributes, contents);
});

proves('setParameters', async () => {
  const user = new TestUser('carol');
  const address = { Cmd: 'ConfPriCloudAddr', ServerAdd: '127.0.0.1', Port: server.port };
  failed(await user.call('setParameters', '{"rtm.server": "ws://x:y"}'), 1, 'port');
  await user.ok('setParameters', JSON.stringify(address));
  await user.ok('setParameters', { 'rtm.log_filter': 65535 });
  await user.ok('createInstance', { appId: APP_ID, server: 'ws://127.0.0.1:1/rtm' });
  await user.ok('login', { userId: 'carol' });
  await user.end();
});

proves('setLogFile', async () => {
  const user = new TestUser('carol');
  await user.ok('setLogFile', { filePath: 'rtm.log' });
  failed(await user.call('setLogFile', null), 1, 'filePath: is missing');
});

proves('setLogFilter', async () => {
  for (const filter of [0, 8, 0xc, 0xe, 0xf]) {
    await alice.ok('setLogFilter', { filter });
  }
  failed(await alice.call('setLogFilter', { filter: 'loud' } as never), 1, 'filter');
});

proves('setLogFileSize', async () => {
  await alice.ok('setLogFileSize', { fileSizeInKBytes: 512 });
});

proves('setCallEventListener', async () => {
  await alice.ok('setCallEventListener');
});

proves('renewToken', async () => {
  await alice.ok('renewToken', { token: 'anything, in dev mode' });
  failed(await alice.call('renewToken', null), 2, 'token: is missing');
  failed(await new TestUser('carol').call('renewToken', { token: 'x' }), 101, 'createInstance');
});

proves('getSdkVersion', async () => {
  const { version } = await alice.ok('getSdkVersion');
  assert.equal((alice.module.getSdkVersion as () => unknown)(), version);
  assert.match(version, /^\d+\.\d+\.\d+$/);
});

proves('queryHistory', async () => {
  const channelId = 'remembered';
  await together(channelId);
  for (const text of ['one', 'two', 'three']) {
    await alice.ok('sendChannelMessage', { channelId, text, enableHistoricalMessaging: true });
  }
  const first = await bob.ok('queryHistory', { channelId, limit: 2 });
  assert.deepEqual(first.messages.map((each) => each.text), ['one', 'two']);
  assert.equal(first.hasMore, true);
  const after = first.messages[1].id;
  const rest = await bob.ok('queryHistory', { channelId, limit: '2', after } as never);
  assert.deepEqual(rest.messages.map((each) => each.text), ['three']);
  assert.equal(rest.hasMore, false);
  const newest = await bob.ok('queryHistory', { channelId, newestFirst: true, limit: 1 });
  assert.equal(newest.messages[0].text, 'three');
  await alice.ok('sendMessageToPeer', { peerId: 'bob', text: 'p', enableHistoricalMessaging: true });
  const peer = await bob.ok('queryHistory', { peerId: 'alice' });
  assert.equal(peer.messages[0].peerId, 'bob');
  failed(await bob.call('queryHistory', null), 2, 'peerId, channelId');
  failed(await bob.call('queryHistory', { channelId, limit: 101 }), 2, 'limit');
  failed(await bob.call('queryHistory', { channelId, after: 'x' }), 2, 'after');
});

proves('countHistory', async () => {
  const channelId = 'remembered';
  assert.equal((await bob.ok('countHistory', { channelId })).count, 3);
  assert.equal((await bob.ok('countHistory', { channelId, endTime: 1 })).count, 0);
  failed(await bob.call('countHistory', { channelId, startTime: -1 }), 2, 'startTime');
});

proves('sendLocalInvitation', async () => {
  const invitation = { calleeId: 'bob', channelId: '', content: '{"Mode":1}' };
  await alice.ok('sendLocalInvitation', invitation);
  failed(await alice.call('sendLocalInvitation', invitation), 5, 'open');
  await alice.ok('sendLocalInvitation', { ...invitation, channelId: 'other' });
  const told = await bob.take('onRemoteInvitationReceived');
  assert.deepEqual([told.callerId, told.content, told.state], ['alice', '{"Mode":1}', 1]);
  const received = await alice.take('onLocalInvitationReceivedByPeer');
  assert.equal(received.state, 2);
  failed(await alice.call('sendLocalInvitation', {} as never), 1, 'calleeId: is missing');
  const long = { calleeId: 'bob', content: 'x'.repeat(8193) };
  failed(await alice.call('sendLocalInvitation', long), 1, 'content');
  await alice.ok('cancelLocalInvitation', { calleeId: 'bob', channelId: 'other' });
  await alice.take('onLocalInvitationCanceled', (e) => e.channelId === 'other');
  await alice.ok('cancelLocalInvitation', { calleeId: 'bob' });
  await alice.take('onLocalInvitationCanceled', (e) => e.channelId === '');
});

proves('cancelLocalInvitation', async () => {
  failed(await alice.call('cancelLocalInvitation', { calleeId: 'nobody' }), 2, 'no invitation');
  await alice.ok('sendLocalInvitation', { calleeId: 'bob', content: 'first' });
  await alice.ok('cancelLocalInvitation', { calleeId: 'bob', content: 'sorry' });
  const told = await alice.take('onLocalInvitationCanceled');
  assert.equal(told.state, 5);
  const there = await bob.take('onRemoteInvitationCanceled', (e) => e.content === 'sorry');
  assert.equal(there.state, 5);
  failed(await alice.call('cancelLocalInvitation', { calleeId: 'bob' }), 3, 'ended');
});

proves('acceptRemoteInvitation', async () => {
  failed(await bob.call('acceptRemoteInvitation', { calleeId: 'nobody' }), 2, 'nobody');
  bob.events.length = 0;
  await alice.ok('sendLocalInvitation', { calleeId: 'bob' });
  await bob.take('onRemoteInvitationReceived');
  const accept = { calleeId: 'alice', response: '{"ok":true}' };
  const [first, second] = await Promise.all([
    bob.call('acceptRemoteInvitation', accept),
    bob.call('acceptRemoteInvitation', accept),
  ]);
  assert.deepEqual([first.code, second.code], [0, 4]);
  const here = await bob.take('onRemoteInvitationAccepted');
  assert.deepEqual([here.state, here.response], [4, '{"ok":true}']);
  const there = await alice.take('onLocalInvitationAccepted');
  assert.deepEqual([there.state, there.getResponse, there.response], [3, accept.response, accept.response]);
  failed(await bob.call('acceptRemoteInvitation', accept), 3, 'ended');
});

proves('refuseRemoteInvitation', async () => {
  await alice.ok('sendLocalInvitation', { calleeId: 'bob' });
  await bob.take('onRemoteInvitationReceived');
  await bob.ok('refuseRemoteInvitation', { callerId: 'alice', response: 'no' });
  assert.equal((await bob.take('onRemoteInvitationRefused')).state, 3);
  const there = await alice.take('onLocalInvitationRefused');
  assert.deepEqual([there.state, there.response], [4, 'no']);
  failed(await bob.call('refuseRemoteInvitation', null), 1, 'calleeId: is missing');
});

test('every function has its test', () => {
  assert.deepEqual([...proven].sort(), Object.keys(functions).sort());
});

const settings = ['createInstance', 'release', 'getSdkVersion', 'setParameters'];
const always = [...settings, 'setLogFile', 'setLogFilter', 'setLogFileSize', 'setCallBack'];
const options = {
  appId: APP_ID,
  userId: 'x',
  peerId: 'x',
  channelId: 'x',
  calleeId: 'x',
  text: 'x',
  token: 'x',
  peerIds: ['x'],
  channelIds: ['x'],
  attributeKeys: ['x'],
  attributes: { x: 'x' },
};

test('without an instance every call is answered 101', async () => {
  const user = new TestUser('carol');
  for (const name of Object.keys(functions).filter((each) => !always.includes(each))) {
    failed(await user.call(name as RtmFunctionName, options as never), 101, 'createInstance');
  }
});

test('without a login every call is answered 102', async () => {
  const user = new TestUser('carol');
  await user.ok('createInstance', { appId: APP_ID, server: 'ws://127.0.0.1:1' });
  const local = ['login', 'createChannel', 'channelRelease', 'setCallEventListener', ...always];
  for (const name of Object.keys(functions).filter((each) => !local.includes(each))) {
    const given = name.includes('History') ? { channelId: 'x' } : options;
    const own = name.includes('LocalUserAttributes') && !name.startsWith('delete') ? { x: 1 } : given;
    failed(await user.call(name as RtmFunctionName, own as never), 102, 'not logged in');
  }
  const failure = (await user.take('onLocalInvitationFailure' as RtmEventName)) as { code?: number };
  assert.equal(failure.code, 4);
});
