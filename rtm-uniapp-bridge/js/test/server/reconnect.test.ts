import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { skipWithoutServer, startServer, type Server } from '../support/server';
import { TestUser } from '../support/TestUser';

const SETTINGS = ['rates.message=5000/1s', 'rates.login=500/1s', 'rates.join-same-channel=500/1s'];
const skip = skipWithoutServer();
let server: Server;

before(async () => {
  if (!skip) {
    server = await startServer(SETTINGS);
  }
});

after(async () => {
  if (!skip) {
    await server.stop();
  }
});

const texts = (count: number) => Array.from({ length: count }, (_, i) => `message ${i}`);

const CUTS = 6;

/**
 * Cuts the connections of these users, one after the other. Not more often: each loss makes the client wait
 * longer before it comes back, and a message waits 10 s at most.
 */
async function disturb(...users: TestUser[]): Promise<void> {
  for (let i = 0; i < CUTS; i++) {
    await sleep(250);
    users[i % users.length].sockets.cut();
  }
}

test('peer messages over connections that break: each once, in order', { skip }, async () => {
  const alice = await TestUser.at(server.url, 'alice');
  const bob = await TestUser.at(server.url, 'bob');
  const disturbed = disturb(alice, bob);
  const answers = [];
  for (const text of texts(400)) {
    answers.push(alice.call('sendMessageToPeer', { peerId: 'bob', text }));
    await sleep(5);
  }
  const codes = (await Promise.all(answers)).map((each) => each.code);
  await disturbed;
  assert.deepEqual([...new Set(codes)], [0]);
  assert.deepEqual(
    bob.seen('onPeerMessageReceived').map((each) => each.text),
    texts(400),
  );
  await alice.end();
  await bob.end();
});

test('channel messages over connections that break: each once, in order', { skip }, async () => {
  const alice = await TestUser.at(server.url, 'alice');
  const bob = await TestUser.at(server.url, 'bob');
  await alice.ok('join', { channelId: 'room' });
  await bob.ok('join', { channelId: 'room' });
  const disturbed = disturb(alice, bob);
  const answers = [];
  for (const text of texts(400)) {
    answers.push(alice.call('sendChannelMessage', { channelId: 'room', text }));
    await sleep(5);
  }
  const codes = (await Promise.all(answers)).map((each) => each.code);
  await disturbed;
  assert.deepEqual([...new Set(codes)], [0]);
  const received = () => bob.seen('onChannelMessageReceived').map((each) => each.text);
  await bob.until(() => received().length >= 400, 'all messages');
  assert.deepEqual(received(), texts(400));
  assert.equal(bob.seen('onMessagesMissed').length + bob.seen('onChannelReset').length, 0);
  assert.equal(alice.seen('onMemberLeft').length, 0, 'nobody saw him leave');
  await alice.end();
  await bob.end();
});

test('a restart of the server: everything is there again', { skip }, async () => {
  const alice = await TestUser.at(server.url, 'alice');
  const bob = await TestUser.at(server.url, 'bob');
  await alice.ok('join', { channelId: 'room' });
  await bob.ok('join', { channelId: 'room' });
  await bob.ok('setLocalUserAttributes', { age: 23, name: 'Jerry' });
  await alice.ok('subscribePeersOnlineStatus', { peerIds: ['bob', 'carol'] });
  await alice.ok('sendLocalInvitation', { calleeId: 'bob' });
  await bob.take('onRemoteInvitationReceived');
  alice.events.length = bob.events.length = 0;
  await server.stop();
  await alice.take('onConnectionStateChanged', (e) => e.state === 4 && e.reason === 5);
  // She is kept away until she has sent: how long the server takes to start is not her message's time.
  alice.sockets.reachable = false;
  server = await startServer(SETTINGS, server.port);
  const waiting = alice.call('sendMessageToPeer', { peerId: 'bob', text: 'while away' });
  alice.sockets.reachable = true;
  for (const user of [alice, bob]) {
    await user.take('onConnectionStateChanged', (e) => e.state === 3 && e.reason === 2);
  }
  const sent = await waiting;
  assert.ok(sent.code === 0 || sent.code === 3, `${sent.code}: bob may come back later than alice`);
  assert.equal((await alice.take('onLocalInvitationFailure')).code, 4);
  assert.equal((await bob.take('onRemoteInvitationFailure')).code, 3);
  // What bob asks comes after what his client restores.
  await bob.ok('getMembers', { channelId: 'room' });
  const { members } = await alice.ok('getMembers', { channelId: 'room' });
  assert.equal(members.length, 2);
  const read = await alice.ok('getUserAttributes', { userId: 'bob' });
  assert.deepEqual(read.userAttributesList, { age: 23, name: 'Jerry' });
  const { peers } = await alice.ok('queryPeersBySubscriptionOption');
  assert.deepEqual(peers.sort(), ['bob', 'carol']);
  await bob.ok('sendChannelMessage', { channelId: 'room', text: 'again' });
  await alice.take('onChannelMessageReceived', (e) => e.text === 'again');
  await alice.end();
  await bob.end();
});
