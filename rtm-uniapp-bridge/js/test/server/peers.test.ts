import assert from 'node:assert/strict';
import { functionTests } from '../support/functionTests';
import { failed, TestUser } from '../support/TestUser';

const { pair, proves } = functionTests();

proves('queryPeersOnlineStatus', async () => {
  const peerIds = ['nobody', 'bob', 7];
  const { peerOnlineStatus } = await pair.alice.ok('queryPeersOnlineStatus', { peerIds });
  assert.deepEqual(peerOnlineStatus, [
    { peerId: 'nobody', state: 2 },
    { peerId: 'bob', state: 0 },
    { peerId: '7', state: 2 },
  ]);
  failed(await pair.alice.call('queryPeersOnlineStatus', {} as never), 2, 'peerIds: is missing');
});

proves('subscribePeersOnlineStatus', async () => {
  await pair.alice.ok('subscribePeersOnlineStatus', { peerIds: ['erin'] });
  const first = await pair.alice.take('onPeersOnlineStatusChanged');
  assert.deepEqual(first.peersStatus, [{ peerId: 'erin', state: 2 }]);
  const erin = await TestUser.at(pair.server.url, 'erin');
  assert.equal((await pair.alice.take('onPeersOnlineStatusChanged')).peersStatus[0].state, 0);
  await erin.end();
  assert.equal((await pair.alice.take('onPeersOnlineStatusChanged')).peersStatus[0].state, 2);
  failed(await pair.alice.call('subscribePeersOnlineStatus', { peerIds: [] }), 2, 'peerIds');
});

proves('queryPeersBySubscriptionOption', async () => {
  await pair.alice.ok('subscribePeersOnlineStatus', { peerIds: ['frank'] });
  const { peers } = await pair.alice.ok('queryPeersBySubscriptionOption', { option: '0' } as never);
  assert.ok(peers.includes('frank'));
  assert.ok((await pair.alice.ok('queryPeersBySubscriptionOption')).peers.includes('frank'));
  failed(await pair.alice.call('queryPeersBySubscriptionOption', { option: 3 }), 1, 'option');
});

proves('unsubscribePeersOnlineStatus', async () => {
  await pair.alice.ok('unsubscribePeersOnlineStatus', { peerIds: ['frank', 'erin'] });
  assert.deepEqual((await pair.alice.ok('queryPeersBySubscriptionOption')).peers, []);
  failed(await pair.alice.call('unsubscribePeersOnlineStatus', null), 2, 'peerIds: is missing');
});

proves('sendLocalInvitation', async () => {
  const invitation = { calleeId: 'bob', channelId: '', content: '{"Mode":1}' };
  await pair.alice.ok('sendLocalInvitation', invitation);
  failed(await pair.alice.call('sendLocalInvitation', invitation), 5, 'open');
  await pair.alice.ok('sendLocalInvitation', { ...invitation, channelId: 'other' });
  const told = await pair.bob.take('onRemoteInvitationReceived');
  assert.deepEqual([told.callerId, told.content, told.state], ['alice', '{"Mode":1}', 1]);
  const received = await pair.alice.take('onLocalInvitationReceivedByPeer');
  assert.equal(received.state, 2);
  failed(await pair.alice.call('sendLocalInvitation', {} as never), 1, 'calleeId: is missing');
  const long = { calleeId: 'bob', content: 'x'.repeat(8193) };
  failed(await pair.alice.call('sendLocalInvitation', long), 1, 'content');
  await pair.alice.ok('cancelLocalInvitation', { calleeId: 'bob', channelId: 'other' });
  await pair.alice.take('onLocalInvitationCanceled', (e) => e.channelId === 'other');
  await pair.alice.ok('cancelLocalInvitation', { calleeId: 'bob' });
  await pair.alice.take('onLocalInvitationCanceled', (e) => e.channelId === '');
});

proves('cancelLocalInvitation', async () => {
  failed(await pair.alice.call('cancelLocalInvitation', { calleeId: 'nobody' }), 2, 'no invitation');
  await pair.alice.ok('sendLocalInvitation', { calleeId: 'bob', content: 'first' });
  await pair.alice.ok('cancelLocalInvitation', { calleeId: 'bob', content: 'sorry' });
  const told = await pair.alice.take('onLocalInvitationCanceled');
  assert.equal(told.state, 5);
  const there = await pair.bob.take('onRemoteInvitationCanceled', (e) => e.content === 'sorry');
  assert.equal(there.state, 5);
  failed(await pair.alice.call('cancelLocalInvitation', { calleeId: 'bob' }), 3, 'ended');
});

proves('acceptRemoteInvitation', async () => {
  failed(await pair.bob.call('acceptRemoteInvitation', { calleeId: 'nobody' }), 2, 'nobody');
  pair.bob.events.length = 0;
  await pair.alice.ok('sendLocalInvitation', { calleeId: 'bob' });
  await pair.bob.take('onRemoteInvitationReceived');
  const accept = { calleeId: 'alice', response: '{"ok":true}' };
  const [first, second] = await Promise.all([
    pair.bob.call('acceptRemoteInvitation', accept),
    pair.bob.call('acceptRemoteInvitation', accept),
  ]);
  assert.deepEqual([first.code, second.code], [0, 4]);
  const here = await pair.bob.take('onRemoteInvitationAccepted');
  assert.deepEqual([here.state, here.response], [4, '{"ok":true}']);
  const there = await pair.alice.take('onLocalInvitationAccepted');
  assert.deepEqual(
    [there.state, there.getResponse, there.response],
    [3, accept.response, accept.response],
  );
  failed(await pair.bob.call('acceptRemoteInvitation', accept), 3, 'ended');
});

proves('refuseRemoteInvitation', async () => {
  await pair.alice.ok('sendLocalInvitation', { calleeId: 'bob' });
  await pair.bob.take('onRemoteInvitationReceived');
  await pair.bob.ok('refuseRemoteInvitation', { callerId: 'alice', response: 'no' });
  assert.equal((await pair.bob.take('onRemoteInvitationRefused')).state, 3);
  const there = await pair.alice.take('onLocalInvitationRefused');
  assert.deepEqual([there.state, there.response], [4, 'no']);
  failed(await pair.bob.call('refuseRemoteInvitation', null), 1, 'calleeId: is missing');
});
